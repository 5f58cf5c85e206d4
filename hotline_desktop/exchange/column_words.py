"""The names that lists give their columns, by what they hold; column_names.py reads them."""

from hotline_desktop.models.column_map import Field

# The surest first: Spanish as consulates, Puerto Rico and Mexico write, French as Canada does.
CALLED: dict[Field, str] = {
    Field.ID: "id,program id,service id,record id,agency id,facility id,organization id,"
    "provider id,unique id,uid,uuid,guid,external id,resource agency num,number id,"
    "objectid,fid,global id,globalid,key",
    Field.NAME: "agency name,agency,organization name,organisation name,organization,"
    "organisation,provider name,provider,facility name,facility,company,"
    "company name,department name,department,office name,name,nombre,"
    "nombre de la agencia,organizacion,nombre de la organizacion,agencia,"
    "institucion,dependencia,corporacion,organismo,nombre de la dependencia,nom,"
    "nom de l organisme,organisme,resource name,site name,location name,"
    "center name,centre name,legal name,public name,facilityname,grantee name,"
    "grantee,subgrantee,recipient name,recipient,member name,task force,"
    "task force name,lead agency,tribal agency,field office,sac office,"
    "shelter name,clinic name,hospital name,school name,practice name,provname,"
    "hotline name,name1,site name 1,org name,affiliate,chapter,institution,clinic,"
    "hospital,church,pantry,library,name of organization,name of agency,"
    "name of organisation,partner name,partner organization,partner agency,partner,"
    "psap,psap name,tribe,tribe name,tribal nation,lsc grantee,"
    "grantee organization,host agency,member program,member agency,"
    "member organization,program partner,health center name,health center,"
    "agency department,display name,agcy nm,agence,nom de l agence,vendor name,"
    "vendor,contractor,site organization,parent organization,"
    "law enforcement agency,le agency,lea name,organismo responsable,"
    "nombre de organizacion,district attorney,post title,title,office,district,"
    "troop,post",
    Field.SECOND: "program name,program,service name,service,desk,unit,division,section,bureau,"
    "station,precinct,programa,servicio,unidad,programme,site,branch,"
    "organization department,line,unit name,desk name,dept program,"
    "department program",
    Field.ALTERNATE: "alternate name,alt name,aka,also known as,acronym,dba,alternatename",
    Field.PERSON: "person,contact name,contact person,contact,point of contact,poc,chief,sheriff,"
    "chief name,sheriff name,police chief,chief of police,constable,full name,"
    "contacto,persona de contacto,jefe,director,commander,officer,detective,"
    "liaison,primary contact,contact 1,last name,surname,family name,apellido,"
    "apellidos,nom de famille,contact last name",
    Field.GIVEN: "first name,given name,nombre de pila,prenom,contact first name",
    Field.ROLE: "role,rank,position,job title,contact title,contact role,puesto,cargo,rango,"
    "organization title,poste,rank title,puesto o cargo,titulo",
    Field.KIND: "agency type,type of agency,agency type name,kind,organization type,"
    "facility type,agencytype,type,tipo,tipo de agencia,category,amenity,"
    "organization category,component,agency kind,agency class,provider type,"
    "org type,entity type",
    Field.ORI: "ori,ori number,ori code,ori9,ori7",
    Field.TEXT_911: "text to 911,text to 911 ready,text 911,text911,text to 911 status,"
    "text to 911 capable,sms to 911,accepts text to 911",
    Field.PHONE: "phone,telephone,phone number,telephone number,main phone,phone 1,phone1,tel,"
    "office phone,primary phone,business phone,phone main,hotline,crisis line,"
    "24 hour phone,24 hr phone,toll free,tollfree,dispatch,dispatch phone,"
    "non emergency,non emergency phone,nonemergency,ten digit,ten digit line,cell,"
    "cell phone,mobile,mobile phone,telefono,celular,numero de telefono,"
    "linea de crisis,phones,phone 2,phone2,phone 3,phone3,alternate phone,"
    "other phone,other phones,tty,tdd,text,text line,intake phone,admin phone,gate phone,"
    "after hours phone,direct line,contact phone,work phone,"
    "ten digit emergency number,telephone1,telephone2,tel 1,tel 2,telefonos,"
    "numero de telephone",
    Field.EXTENSION: "extension,ext,phone ext,phone extension,extn,poste telephonique,phone extn",
    Field.FAX: "fax,fax number,facsimile,fax phone",
    Field.EMAIL: "email,e mail,email address,mail,contact email,correo,correo electronico,"
    "email 1,emailaddress1,courriel",
    Field.URL: "website,url,web,web site,homepage,web address,site url,website url,link,"
    "sitio web,pagina web,websiteurl,pagina,site web",
    Field.ADDRESS: "address,street1,st address,street address,street,address 1,address1,"
    "address line 1,addr,physical address,location address,full address,"
    "mailing address,line1,str1,direccion,calle,addr1,domicilio,calle y numero,"
    "adresse,rue,fulladdr,fulladdress,direccion fisica,street 1,line 1,"
    "site address,street address 1",
    Field.ADDRESS_2: "address 2,address2,address line 2,suite,unit number,line2,str2,apt,addr2,"
    "city state zip,city st zip,city state zip code,city st zip code,"
    "city state postal code,city state,city st,csz,city and state,"
    "city state and zip",
    Field.CITY: "city,city town,town,municipality,physical city,location city,ciudad,municipio,"
    "pueblo,city name,locality,mailing city,ville,localidad,alcaldia",
    Field.STATE: "state,st,state abbr,state code,state province,province,physical state,estado,"
    "state name,statename,stateabbr,stateorprovince,prov,entidad,"
    "entidad federativa,region code,usps,mailing state,territory",
    Field.ZIP: "zip,zip code,zipcode,postal code,postalcode,postcode,zip5,codigo postal,"
    "physical zip,mailing zip,zip postal code,code postal,cp",
    Field.COUNTRY: "country,country code,country name,country region,pais,pays",
    Field.COUNTY: "county,county parish,county name,parish,primary county,borough,condado,"
    "countyname,county served,comte",
    Field.FIPS: "fips,county fips,countyfips,fips code,geoid,fips county,fips5,county code",
    Field.LATITUDE: "latitude,lat,y,icpsr lat,latitud,ycoord,point y,geo lat,intptlat,y coordinate,"
    "lat long,latlng,latlong,geo point,georeferenced column",
    Field.LONGITUDE: "longitude,lon,lng,long,x,icpsr lng,longitud,xcoord,point x,geo lon,geo long,"
    "intptlong,intptlon,x coordinate",
    Field.JURISDICTION: "jurisdiction,counties,counties covered,counties served,area served,"
    "service area,service areas,coverage,coverage area,area of responsibility,aor,"
    "territory covered,covers,jurisdiccion,area de servicio,areas served,"
    "geographic area,counties comprising district,towns patrolled,towns covered,"
    "cities served,area covered",
    Field.HOURS: "hours,hours of operation,business hours,office hours,schedule,hours open,"
    "horario,horas,horarios,horario de atencion,heures,heures d ouverture,"
    "operating hours,opening hours,availability,program hours,intake hours,"
    "hours m f,service hours,site hours,horas de servicio,days and hours,"
    "days hours",
    Field.LANGUAGES: "languages,language,languages spoken,languages offered,idiomas,idioma,"
    "language s,lenguas,language capacity,langues,langue",
    Field.SERVICES: "services,services offered,services provided,service type,service types,"
    "service category,categories,taxonomy,service categories,servicios,"
    "tipo de servicio,taxonomies,keywords,tags,services offerts,naics desc,"
    "naics description",
    Field.DESCRIPTION: "description,agency description,program description,about,summary,details,"
    "descripcion,service description,mission",
    Field.ELIGIBILITY: "eligibility,population served,populations served,who can apply,"
    "target population,eligibility criteria,serves,elegibilidad,poblacion,"
    "clients served,eligibility description,requisitos,clientele",
    Field.MIN_AGE: "min age,minimum age,age min,age from,youngest,edad minima,ages from",
    Field.MAX_AGE: "max age,maximum age,age max,age to,oldest,edad maxima,ages to",
    Field.AGES: "ages,age,ages served,age range,age group,age groups,age requirements,edades,edad",
    Field.FEES: "fees,fee,cost,costs,fee structure,costo,costos,tarifa,frais,price",
    Field.APPLY: "application process,intake procedure,how to apply,intake,intake process,"
    "procedures,referral process,como solicitar",
    Field.CONFIDENTIAL: "confidential,is confidential,confidential location,confidential address,"
    "address confidential,hide address,private address,undisclosed,confidencial,"
    "safe house",
    Field.DO_NOT_REFER: "do not refer,donotrefer,dnr,no referrals,do not use,blocked,no referir",
    Field.STATUS: "status,active,record status,agency status,program status,operational status,"
    "estado del registro,is active,site status,site status description,"
    "partner status,member status,provider status,entry status,post status,"
    "operating status,operatingstatus,status description,fcc status,psap status,"
    "type of change,change type,record disposition,disposition,estatus,statut,"
    "lead status,vetting status,status code,stat cd,stat,activeyn,active yn,"
    "active flag,active ind,is active flag,current status,referral agency status,"
    "contact status,account status",
    Field.NOTES: "notes,note,internal notes,remarks on cells,comments,comment,remarks,"
    "private notes,notas,comentarios,admin notes,staff notes,internal note,"
    "observaciones,remarques,comentarios internos,notas internas,"
    "internal staff eyes,staffnote,admin comments,commentaires,internal comments",
}
