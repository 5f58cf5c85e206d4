"""What services there are: NIEM's eleven, and our own short second level; judges none."""

from enum import StrEnum


class ServiceKind(StrEnum):
    """NIEM 6.0 human services: ServiceCategoryCodeSimpleType, eleven terms (CC BY 4.0)."""

    BASIC_NECESSITIES = "basic_necessities"
    CASE_MANAGEMENT = "case_management"
    EDUCATION = "education"
    EMPLOYMENT = "employment"
    HOUSING = "housing"
    LANGUAGE = "language"
    LEGAL = "legal"
    MEDICAL_AND_DENTAL = "medical_and_dental"
    MENTAL_HEALTH = "mental_health"
    SAFETY_PLANNING = "safety_planning"
    OTHER = "other"


class Finer(StrEnum):
    """Our own short second level under the eleven."""

    FOOD_AND_CLOTHING = "food_and_clothing"
    TRANSPORT = "transport"
    MONEY = "money"
    CASE_MANAGER = "case_manager"
    COURT_COMPANION = "court_companion"
    SCHOOLING = "schooling"
    LIFE_SKILLS = "life_skills"
    JOB_SEARCH = "job_search"
    JOB_TRAINING = "job_training"
    EMERGENCY_SHELTER = "emergency_shelter"
    TRANSITIONAL_HOUSING = "transitional_housing"
    LASTING_HOUSING = "lasting_housing"
    HOTEL_ROOM = "hotel_room"
    YOUTH_SHELTER = "youth_shelter"
    INTERPRETER = "interpreter"
    ENGLISH_LESSONS = "english_lessons"
    IMMIGRATION_LAW = "immigration_law"
    CRIMINAL_RECORD = "criminal_record"
    FAMILY_LAW = "family_law"
    WAGES = "wages"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    FORENSIC_EXAM = "forensic_exam"
    DENTIST = "dentist"
    COUNSELLING = "counselling"
    SUBSTANCE_USE = "substance_use"
    PEER_SUPPORT = "peer_support"
    CRISIS_LINE = "crisis_line"
    SAFETY_PLAN = "safety_plan"
    RELOCATION = "relocation"


UNDER: dict[Finer, ServiceKind] = {
    Finer.FOOD_AND_CLOTHING: ServiceKind.BASIC_NECESSITIES,
    Finer.TRANSPORT: ServiceKind.BASIC_NECESSITIES,
    Finer.MONEY: ServiceKind.BASIC_NECESSITIES,
    Finer.CASE_MANAGER: ServiceKind.CASE_MANAGEMENT,
    Finer.COURT_COMPANION: ServiceKind.CASE_MANAGEMENT,
    Finer.SCHOOLING: ServiceKind.EDUCATION,
    Finer.LIFE_SKILLS: ServiceKind.EDUCATION,
    Finer.JOB_SEARCH: ServiceKind.EMPLOYMENT,
    Finer.JOB_TRAINING: ServiceKind.EMPLOYMENT,
    Finer.EMERGENCY_SHELTER: ServiceKind.HOUSING,
    Finer.TRANSITIONAL_HOUSING: ServiceKind.HOUSING,
    Finer.LASTING_HOUSING: ServiceKind.HOUSING,
    Finer.HOTEL_ROOM: ServiceKind.HOUSING,
    Finer.YOUTH_SHELTER: ServiceKind.HOUSING,
    Finer.INTERPRETER: ServiceKind.LANGUAGE,
    Finer.ENGLISH_LESSONS: ServiceKind.LANGUAGE,
    Finer.IMMIGRATION_LAW: ServiceKind.LEGAL,
    Finer.CRIMINAL_RECORD: ServiceKind.LEGAL,
    Finer.FAMILY_LAW: ServiceKind.LEGAL,
    Finer.WAGES: ServiceKind.LEGAL,
    Finer.HOSPITAL: ServiceKind.MEDICAL_AND_DENTAL,
    Finer.CLINIC: ServiceKind.MEDICAL_AND_DENTAL,
    Finer.FORENSIC_EXAM: ServiceKind.MEDICAL_AND_DENTAL,
    Finer.DENTIST: ServiceKind.MEDICAL_AND_DENTAL,
    Finer.COUNSELLING: ServiceKind.MENTAL_HEALTH,
    Finer.SUBSTANCE_USE: ServiceKind.MENTAL_HEALTH,
    Finer.PEER_SUPPORT: ServiceKind.MENTAL_HEALTH,
    Finer.CRISIS_LINE: ServiceKind.SAFETY_PLANNING,
    Finer.SAFETY_PLAN: ServiceKind.SAFETY_PLANNING,
    Finer.RELOCATION: ServiceKind.SAFETY_PLANNING,
}
"""Which of the eleven each finer kind belongs to."""
