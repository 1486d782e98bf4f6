"""Addresses of signing in, of the second factor and of the desk.

The library's own list is not included whole: pages for signing up and for changing addresses do not exist
here, and must not answer. Their names stay, for the library reverses them, and lead to 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.socialaccount import views as social
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from kelisim.web.account import proposals, views


def closed(request: HttpRequest) -> HttpResponse:
    """There is no such page."""
    raise Http404


urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("desk/all/", views.desk_all, name="desk-all"),
    path("desk/roles/", proposals.role_proposals, name="role-proposals"),
    path("desk/roles/propose/", proposals.role_propose, name="role-propose"),
    path("desk/roles/<int:pk>/", proposals.role_proposal, name="role-proposal"),
    path("status/", views.status, name="status"),
    path("status/<int:pk>/again/", views.status_try_again, name="status-try-again"),
    path("audit/", views.audit, name="audit"),
    path("account/sign-in/", account.login, name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/password/reset/", account.password_reset, name="account_reset_password"),
    path("account/password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/sign-in/", mfa.authenticate, name="mfa_authenticate"),
    path("account/second-factor/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/app/", include("allauth.mfa.totp.urls")),
    path("account/second-factor/codes/", include("allauth.mfa.recovery_codes.urls")),
    path("account/second-factor/keys/", include("allauth.mfa.webauthn.urls")),
    path("account/provider/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/provider/error/", social.login_error, name="socialaccount_login_error"),
    *(
        path(f"account/closed/{name}/", closed, name=name)
        for name in (
            "account_signup",
            "account_email",
            "account_email_verification_sent",
            "socialaccount_signup",
            "socialaccount_connections",
        )
    ),
]
