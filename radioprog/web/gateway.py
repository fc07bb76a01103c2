"""The gateway: HTTP becomes calls and answers become HTTP; the one place that meets Starlette.

Every request passes the guard first (whose name was it sent to, from which page, how often), then
it is read within limits of size and time, and only then given to a page or to the use case of an
action. Pages run in threads: one that waits for the disk holds up nobody else.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route as HttpRoute

from radioprog.kernel.errors import RadioprogError, UsageError, bug
from radioprog.kernel.findings import Finding, Language, Text
from radioprog.record.people import ROLES
from radioprog.studio.desk.access import (
    ALLOWED,
    Permission,
    accounts,
    is_allowed,
    note_action,
    password_mark,
    studio_folder,
)
from radioprog.web import findings as says
from radioprog.web.calls import Action, Answer, Call, PageRoute, Route, as_json, go, link, routes
from radioprog.web.frame import findings_page, static_files
from radioprog.web.guard import HEADERS, POLICY, Allowance, HostRule, comes_from_us, is_loopback
from radioprog.web.services import BackgroundJob, Services
from radioprog.web.sessions import COOKIE, LIFE, Sessions, Visitor

LARGEST_FORM = 2 << 20
LARGEST_FILE = 500 << 20
FORM_TIME, FILE_TIME = 30.0, 1800.0
"""Seconds for which what is sent is waited for."""
SLOWEST = 2000.0
"""Bytes a second; who sends a file more slowly, measured over a while, is broken off."""
_MOST_FIELDS = 400
_LOCAL, _NO_PASSWORD = "local", "none"
"""Marks of sessions that no password stands behind; the second is never given to one."""
_TRIES = 10.0
"""Wrong passwords at once; a minute gives one more."""
_GRACE = 20.0
_STATUS = {"changed-meanwhile": 409, "stale-subject": 409, "role-missing": 403, "too-often": 429}
_FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
"""What only a proxy says."""
_OPEN = frozenset({"/sign-in"})
"""Where somebody may go who is not signed in."""
FIRST_RUN = "/first-run"
_Endpoint = Callable[[Request], Awaitable[Response]]


class _Refused(Exception):
    """A request that is answered at once, with a status and why."""

    def __init__(self, status: int, finding: Finding) -> None:
        super().__init__(finding.code)
        self.status = status
        self.finding = finding


def studio_gateway(
    root: Path,
    *,
    host: str,
    names: Iterable[str] = (),
    language: Language = "vi",
    records: str | None = None,
) -> Gateway:
    """Return the door of the studio of a workspace, or of a folder that is to become one.

    Args:
        root: the workspace.
        host: where it is to listen; anything but this machine alone needs people with passwords.
        names: other names that it goes by, such as that of a proxy before it; with any of them
            people sign in, wherever it listens.
        language: what the pages speak.
        records: the address of the database of the record, where it is not in its folder.

    Raises:
        UsageError: ``no-passwords``, nobody could sign in.
    """
    named = tuple(names)
    local = is_loopback(host) and not named  # whoever comes through a proxy comes from elsewhere
    services = Services(root, language, is_local=local, records=records)
    if not services.is_local and not any(
        each.has_password for each in accounts(services.workspace())[0]
    ):
        raise UsageError(says.NO_PASSWORDS())
    return Gateway(services, routes(), HostRule.of(host, named))


@dataclass
class Gateway:
    """One server's door: the routes, the rules, and who is signed in."""

    services: Services
    routes: Sequence[Route]
    hosts: HostRule
    clock: Callable[[], float] = time.time
    tries: Allowance = field(init=False)
    requests: Allowance = field(init=False)
    _sessions: Sessions | None = None

    def __post_init__(self) -> None:
        """Prepare to count."""
        self.tries = Allowance(burst=_TRIES, each_second=1 / 60, clock=time.monotonic)
        self.requests = Allowance(burst=600, each_second=100, clock=time.monotonic)

    def app(self) -> Starlette:
        """Return what a web server runs."""
        made = [
            HttpRoute(f"/static/{name}", _static(data, kind))
            for name, (data, kind) in (static_files().items())
        ]
        for route in self.routes:
            methods = ["GET"] if isinstance(route, PageRoute) else ["POST"]
            made.append(HttpRoute(route.path, self._endpoint(route), methods=methods))
        made.append(HttpRoute("/sign-out", self._leave, methods=["POST"]))
        handlers: dict[Any, Any] = {404: self._no_page, 405: self._no_page}  # as Starlette has it
        app = Starlette(routes=made, exception_handlers=handlers)
        app.router.redirect_slashes = False  # it would answer before the guard is asked
        return app

    @property
    def sessions(self) -> Sessions:
        """Return who is signed in; kept in the workspace, once there is one."""
        if self._sessions is None or not self.services.has_workspace:
            if not self.services.has_workspace:
                self._sessions = self._sessions or Sessions(None, self.clock)
                return self._sessions
            self._sessions = Sessions(studio_folder(self.services.workspace()), self.clock)
        return self._sessions

    # --- one request ---

    def _endpoint(self, route: Route) -> _Endpoint:
        async def endpoint(request: Request) -> Response:
            visitor: Visitor | None = None
            try:
                self._admit(request)
                visitor = await run_in_threadpool(self._visitor, request)
                response = await self._answered(route, request, visitor)
            except _Refused as refused:
                response = self._told(request, (refused.finding,), refused.status, visitor)
            except RadioprogError as problem:
                status = _STATUS.get(problem.findings[0].code, 422)
                response = self._told(request, problem.findings, status, visitor)
            except ClientDisconnect:
                response = Response(status_code=400)
            except Exception as problem:  # told as ours; the server goes on
                response = self._told(request, bug(problem).findings, 500, visitor)
            return self._finished(response, request, visitor)

        return endpoint

    def _admit(self, request: Request) -> None:
        """Refuse what was not meant for this server, or comes too often."""
        if len(request.headers.getlist("host")) != 1:
            raise _Refused(400, says.NOT_FROM_US())
        if not self.hosts.permits(request.headers.get("host")):
            raise _Refused(421, says.NOT_FROM_US())
        if self.services.is_local and _FORWARDED & {*request.headers.keys()}:
            raise _Refused(421, says.NOT_FROM_US())  # a proxy that was not told of with --name
        if request.method not in ("GET", "HEAD") and not comes_from_us(request.headers):
            raise _Refused(403, says.NOT_FROM_US())
        if not self.requests.permits(_address(request)):
            raise _Refused(429, says.TOO_OFTEN())

    def _visitor(self, request: Request) -> Visitor:
        sessions = self.sessions
        token, is_new = sessions.token_of(request.cookies.get(COOKIE))
        person, name, roles = "", "", frozenset[str]()
        if self.services.has_workspace:
            workspace = self.services.workspace()
            person = sessions.person_of(token, lambda who: self._mark(who))
            known = {each.person.id: each.person for each in accounts(workspace)[0]}
            who = known.get(person)
            person, name, roles = (who.id, who.name, who.roles) if who else ("", "", roles)
        local = self.services.is_local
        return Visitor(token, sessions.csrf_of(token), person, name, roles, local, is_new)

    def _mark(self, person: str) -> str:
        """Return what a session stands on: a password, or on this machine alone nothing."""
        if self.services.is_local:
            return _LOCAL
        return password_mark(self.services.workspace(), person) or _NO_PASSWORD

    async def _answered(self, route: Route, request: Request, visitor: Visitor) -> Response:
        if not self.services.has_workspace and route.path not in (FIRST_RUN, *_OPEN):
            return _response(go(FIRST_RUN))
        if not visitor.is_known and route.path not in _OPEN:
            if request.method == "GET" and not _wants_json(request):
                return _response(go(link("sign-in", to=_local(request))))
            raise _Refused(401, says.NOT_FROM_US())
        if not visitor.is_local:
            _demand(visitor, route.permission if route.path not in _OPEN else "look")
        if isinstance(route, PageRoute):
            call = self._call(request, visitor, {}, None)
            return _response(await run_in_threadpool(route.show, call))
        if route.takes_file:
            return await self._received(route, request, visitor)
        form = await _form(request)
        self._demand_token(request, visitor, form)
        call = self._call(request, visitor, form, None)
        return _response(await run_in_threadpool(self._done, route, call, request))

    def _call(
        self, request: Request, visitor: Visitor, form: Mapping[str, str], upload: Path | None
    ) -> Call:
        fields = {name: str(value) for name, value in request.path_params.items()}
        return Call(
            self.services,
            visitor,
            fields,
            dict(request.query_params),
            form,
            upload,
            _wants_json(request),
            request.url.path,
        )

    def _demand_token(self, request: Request, visitor: Visitor, form: Mapping[str, str]) -> None:
        given = request.headers.get("x-csrf-token") or form.get("csrf", "")
        if not self.sessions.is_csrf(visitor.token, given):
            raise _Refused(403, says.NOT_FROM_US())

    async def _received(self, route: Action, request: Request, visitor: Visitor) -> Response:
        self._demand_token(request, visitor, {})
        workspace = self.services.workspace()
        folder = workspace.cache / "uploads"
        folder.mkdir(parents=True, exist_ok=True)
        with _scratch(folder) as path:
            await _file(request, path)
            call = self._call(request, visitor, dict(request.query_params), path)
            return _response(await run_in_threadpool(self._done, route, call, request))

    # --- what is done ---

    def _done(self, action: Action, call: Call, request: Request) -> Answer:
        """Call the use case of an action, note it, and show what came of it."""
        if action.path in _OPEN:
            return self._signed_in(action, call, request)
        function = self.services.bound(action.function)
        arguments = action.unpack(call)
        about = action.about(call)
        if action.is_long:
            result: Any = self._begun(function, arguments, action, call, about)
        else:
            result = function(*self._workspace_for(action, call), **arguments)
        if action.is_noted:
            self._note(action, call, about)
            self.services.changed()
        return action.done(call, result)

    def _workspace_for(self, action: Action, call: Call) -> tuple[Any, ...]:
        return () if action.path == FIRST_RUN else (call.workspace,)

    def _begun(
        self,
        function: Callable[..., Any],
        arguments: Mapping[str, Any],
        action: Action,
        call: Call,
        about: str,
    ) -> BackgroundJob:
        workspace = call.workspace

        def work(job: BackgroundJob) -> Any:
            try:
                made = {
                    name: each(job) if callable(each) else each
                    for name, each in (arguments.items())
                }
                return function(workspace, **made)
            finally:
                self.services.changed()

        return self.services.jobs.start(action.use_case, about, call.visitor.person, work)

    def _note(self, action: Action, call: Call, about: str) -> None:
        if not self.services.has_workspace:
            return
        by = call.visitor.person or "local"
        note_action(call.workspace, by=by, did=action.use_case, about=about, facts={})

    def _signed_in(self, action: Action, call: Call, request: Request) -> Answer:
        """Let somebody in who knows their password; on this machine alone the name is enough."""
        who = call.form.get("person", "")[:200]
        keys = (f"from {_address(request)}", f"as {who.casefold()}")
        if not call.visitor.is_local:
            permitted = [self.tries.permits(key) for key in keys]
            if not all(permitted):
                raise _Refused(429, says.TOO_OFTEN())
            found = action.function(call.workspace, **action.unpack(call))
            if found is None:
                raise _Refused(401, says.WRONG_PASSWORD())
            for key in keys:
                self.tries.forgive(key)
            who = found.id
        elif who and who not in {each.person.id for each in accounts(call.workspace)[0]}:
            raise _Refused(401, says.WRONG_PASSWORD())
        answer = action.done(call, who)
        if not who:
            self.sessions.sign_out(call.visitor.token)
            token = secrets.token_urlsafe(32)
        else:
            token = self.sessions.sign_in(who, self._mark(who), call.visitor.token)
        return Answer(status=answer.status, headers={**answer.headers, "x-session": token})

    # --- what goes back ---

    def _told(
        self,
        request: Request,
        findings: Sequence[Finding],
        status: int,
        visitor: Visitor | None = None,
    ) -> Response:
        language = self.services.language
        if _wants_json(request):
            told = [each.to_json(language) for each in findings]
            return _response(as_json({"findings": told}, status))
        body = findings_page(findings, self.services, visitor)
        return Response(str(body).encode("utf-8", "replace"), status, media_type="text/html")

    def _finished(self, response: Response, request: Request, visitor: Visitor | None) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        token = response.headers.get("x-session")
        if token is None and visitor is not None and visitor.is_new:
            token = visitor.token
        if token is not None:
            if "x-session" in response.headers:
                del response.headers["x-session"]
            secure = request.url.scheme == "https"
            response.set_cookie(
                COOKIE, token, max_age=int(LIFE), httponly=True, samesite="lax", secure=secure
            )
        return response

    async def _leave(self, request: Request) -> Response:
        """Forget who is signed in here; the token of a form is asked for as of any other."""
        visitor: Visitor | None = None
        try:
            self._admit(request)
            visitor = await run_in_threadpool(self._visitor, request)
            self._demand_token(request, visitor, await _form(request))
            await run_in_threadpool(self.sessions.sign_out, visitor.token)
            token = secrets.token_urlsafe(32)
            response = _response(Answer(status=303, headers={"Location": "/", "x-session": token}))
        except _Refused as refused:
            response = self._told(request, (refused.finding,), refused.status, visitor)
        return self._finished(response, request, visitor)

    async def _no_page(self, request: Request, problem: HTTPException) -> Response:
        status = problem.status_code
        try:
            self._admit(request)
            response = self._told(request, (says.NO_PAGE(),), status)
        except _Refused as refused:
            response = self._told(request, (refused.finding,), refused.status)
        return self._finished(response, request, None)


def _demand(visitor: Visitor, permission: Permission) -> None:
    if is_allowed(visitor.roles, permission):
        return
    names = [Text(ROLES[each][0], each) for each in sorted(ALLOWED[permission] or ())]
    raise _Refused(403, says.NOT_ALLOWED(roles=names))


def _response(answer: Answer) -> Response:
    if answer.file is not None:
        return FileResponse(answer.file, headers=dict(answer.headers), media_type=answer.kind)
    return Response(answer.body, answer.status, dict(answer.headers), media_type=answer.kind)


def _static(data: bytes, kind: str) -> _Endpoint:
    async def endpoint(request: Request) -> Response:
        headers = {**HEADERS, "Cache-Control": "public, max-age=31536000, immutable"}
        return Response(data, 200, headers, media_type=kind)

    return endpoint


async def _form(request: Request) -> dict[str, str]:
    """Read a form within limits; its fields once each, as text.

    Raises:
        _Refused: it is too large, comes too slowly, or is no form.
    """
    _demand_length(request, LARGEST_FORM)
    data = bytearray()
    try:
        async with asyncio.timeout(FORM_TIME):
            async for piece in request.stream():
                data += piece
                if len(data) > LARGEST_FORM:
                    raise _Refused(413, says.TOO_MUCH(most=LARGEST_FORM >> 20))
    except TimeoutError:
        raise _Refused(408, says.TOO_SLOW()) from None
    try:
        pairs = parse_qsl(
            data.decode("utf-8"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="strict",
        )
    except ValueError:
        raise _Refused(400, says.NOT_READ()) from None
    return dict(pairs)


async def _file(request: Request, path: Path) -> None:
    """Receive a file within limits of size, time and speed."""
    _demand_length(request, LARGEST_FILE)
    begun, count = time.monotonic(), 0
    try:
        async with asyncio.timeout(FILE_TIME):
            with path.open("wb") as stream:
                pieces = request.stream().__aiter__()
                while True:
                    try:
                        piece = await asyncio.wait_for(anext(pieces), _GRACE)
                    except StopAsyncIteration:
                        return
                    count += len(piece)
                    passed = time.monotonic() - begun
                    if count > LARGEST_FILE:
                        raise _Refused(413, says.TOO_MUCH(most=LARGEST_FILE >> 20))
                    if passed > _GRACE and count / passed < SLOWEST:
                        raise TimeoutError
                    await run_in_threadpool(stream.write, piece)
    except TimeoutError:
        raise _Refused(408, says.TOO_SLOW()) from None


def _demand_length(request: Request, most: int) -> None:
    said = request.headers.get("content-length", "0")
    if not said.isdecimal() or int(said[:20]) > most:
        raise _Refused(413, says.TOO_MUCH(most=most >> 20))


@contextlib.contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    path = folder / f"upload-{secrets.token_hex(8)}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _local(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"
