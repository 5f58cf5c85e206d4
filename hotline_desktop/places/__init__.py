"""Words to candidate places; never invents a point and never asks the network."""
