"""What the staff's pages are tested with: reading a page, sending a form that must be accepted."""

from __future__ import annotations


def page(client, address):
    """The text of a page that must be there."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code, response.get("Location"))
    return response.content.decode()


def done(client, address, data):
    """Sends a form that must be accepted; returns where it leads."""
    response = client.post(address, data)
    form = response.context and response.context.get("form")
    assert response.status_code == 302, form.errors if form else response.status_code
    return response["Location"]


def errors(client, address, data):
    """Sends a form that must be refused; returns the fields that say why."""
    response = client.post(address, data)
    assert response.status_code == 200, (response.status_code, response.get("Location"))
    return set(response.context["form"].errors)
