"""What the server publishes: one entry per root URL."""

from models.erp import SERVICE as ERP

SERVICES = (ERP,)
