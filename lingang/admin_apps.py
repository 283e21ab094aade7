"""Which admin site the product has; apart, because it is read before any model is."""

from django.contrib.admin.apps import AdminConfig


class StaffSiteConfig(AdminConfig):
    default_site = "lingang.admin_site.StaffSite"
