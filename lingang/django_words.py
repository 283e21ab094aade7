"""Words of Django's admin whose own Chinese no official would write; ours goes before it.

Nothing imports this: the catalogue is made from what the code says, and these are said by Django.
"""

from django.utils.translation import gettext_noop

gettext_noop(" By %(filter_title)s ")
gettext_noop("%(full_result_count)s total")
gettext_noop("0 of %(cnt)s selected")
gettext_noop("Action")
gettext_noop("Action:")
gettext_noop("Add")
gettext_noop("Add %(name)s")
gettext_noop("Add %s")
gettext_noop("Add another %(verbose_name)s")
gettext_noop(
    'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All of the '
    "following related items will be deleted:"
)
gettext_noop(
    "Are you sure you want to delete the selected %(objects_name)s? All of the following objects "
    "and their related items will be deleted:"
)
gettext_noop("Are you sure?")
gettext_noop("Authentication and Authorization")
gettext_noop("Cannot delete %(name)s")
gettext_noop("Change %s")
gettext_noop("Delete multiple objects")
gettext_noop("Delete selected %(verbose_name_plural)s")
gettext_noop(
    "Designates whether this user should be treated as active. Unselect this instead of deleting "
    "accounts."
)
gettext_noop("Filter")
gettext_noop("Hide counts")
gettext_noop("My actions")
gettext_noop("No action selected.")
gettext_noop("No, take me back")
gettext_noop("None available")
gettext_noop("Objects")
gettext_noop("Recent actions")
gettext_noop("Save and add another")
gettext_noop("Show counts")
gettext_noop("Successfully deleted %(count)d %(items)s.")
gettext_noop("The %(name)s “%(obj)s” was deleted successfully.")
gettext_noop("The {name} “{obj}” was added successfully.")
gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below.")
gettext_noop("The {name} “{obj}” was changed successfully.")
gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below.")
gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below.")
gettext_noop("View %s")
gettext_noop("Yes, I’m sure")
gettext_noop("You may edit it again below.")
gettext_noop("Your password was changed.")
gettext_noop("user")
gettext_noop("users")
