"""What templates may say: dates, numbers and texts in the reader's language."""

from django import template

register = template.Library()
