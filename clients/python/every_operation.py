"""Calls every operation of the document once with the generated Python client.

python3 every_operation.py URL ADMIN-PASSWORD NAMES prints method, path and status of each answer;
a test compares them with the document.
"""
import base64
import datetime
import hmac
import pathlib
import struct
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent / "target" / "client"))
import messenger_client as m  # noqa: E402
from messenger_client import rest  # noqa: E402

SERVICE, ADMIN_PASSWORD, NAMES = sys.argv[1:4]


class Seen(rest.RESTClientObject):
    """Prints every answer."""

    def request(self, method, url, *args, **kwargs):
        answer = super().request(method, url, *args, **kwargs)
        print(method, urllib.parse.urlsplit(url).path, answer.status, flush=True)
        return answer


class Client:
    """All APIs for one user, or for nobody."""

    def __init__(self, username=None, password=None, code=None):
        configuration = m.Configuration(host=SERVICE)
        api = m.ApiClient(configuration)
        api.rest_client = Seen(configuration)
        self.identity = m.IdentityApi(api)
        self.conversations = m.ConversationsApi(api)
        self.messages = m.MessagesApi(api)
        self.media = m.MediaApi(api)
        self.delivery = m.DeliveryApi(api)
        self.streams = m.StreamsApi(api)
        self.webhooks = m.WebhooksApi(api)
        self.administration = m.AdministrationApi(api)
        self.operation = m.OperationApi(api)
        if username:
            request = m.TokenRequest(username=username, password=password, code=code)
            configuration.access_token = self.identity.create_tokens(request).access_token


def register(who):
    name = f"{NAMES}-{who}"
    return admin.identity.register_user(
        m.RegisterRequest(
            username=name, email=f"{name}@example.org", password=f"password-of-{name}"))


def sign_in(user):
    return Client(user.username, f"password-of-{user.username}")


def start(**wanted):
    return ann.conversations.start_conversation(m.NewConversation(**wanted))


def send(room, body, **more):
    return ann.messages.send_message(m.SendMessage(conversation_id=room, body=body, **more))


def until(look, good):
    end = time.monotonic() + 60
    while not good(found := look()):
        assert time.monotonic() < end, found
        time.sleep(0.1)
    return found


def metrics():
    """The generator asks for JSON wherever there is some."""
    return admin.operation.get_metrics(_headers={"Accept": "text/plain"})


def operation():
    api = Client().operation
    api.get_health()
    api.get_liveness()
    api.get_readiness()
    api.get_startup()
    assert "# TYPE" in metrics()
    assert len(api.get_open_api()) > 1000


def identity():
    Client().identity.get_keys()
    assert ann.identity.get_me().email == ann_user.email
    ann.identity.change_me(m.ProfileRequest(display_name="Ann of Python"))
    assert ann.identity.get_user(bob_user.id).email is None
    assert len(ann.identity.list_users(q=bob_user.username).items) == 1


def conversations():
    api = ann.conversations
    group = start(type="GROUP", name="Python", member_ids=[bob_user.id]).id
    assert len(api.list_conversations().items) == 1
    assert api.get_conversation(group).member_count == 2
    api.edit_conversation(group, m.ConversationChange(topic="Snakes"))
    assert len(api.list_conversation_members(group).items) == 2
    api.get_conversation_member(group, bob_user.id)
    api.edit_conversation_member(group, bob_user.id, m.MemberChange(role="ADMIN"))
    ann.streams.tell_typing(group)
    until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
    api.silence_member(group, bob_user.id, m.Silence(until=until))
    api.unsilence_member(group, bob_user.id)
    api.remove_conversation_member(group, bob_user.id)
    api.add_conversation_member(group, m.NewMember(user_id=bob_user.id))
    api.remove_conversation_member(group, bob_user.id)
    invite = api.create_invite(group, m.NewInvite(max_uses=2))
    assert len(api.list_invites(group).items) == 1
    bob.conversations.accept_invite(invite.token)
    api.revoke_invite(group, invite.id)
    api.archive_conversation(group)


def media():
    uploaded = ann.media.upload_media(("hello.txt", b"Hello"))
    assert uploaded.size == 5
    ann.media.check_media(uploaded.id)
    assert bytes(ann.media.download_media(uploaded.id)) == b"Hello"
    assert ann.media.get_media_usage()
    ann.media.delete_media(uploaded.id)


def messages():
    api = ann.messages
    room = start(type="CHANNEL", name="Python").id
    sent = send(room, "One")
    message = sent.id
    assert api.get_message(message).body == "One"
    api.edit_message(message, m.EditMessage(body="Two"))
    assert len(api.list_message_edits(message).items) == 1
    api.pin_message(message)
    api.unpin_message(message)
    api.add_reaction("👍", message)
    assert len(api.get_message(message).reactions) == 1
    api.remove_reaction("👍", message)
    api.mark_message_read(message, m.MarkRead(up_to=True))
    api.mark_conversations_read(
        m.BulkRead(conversations=[m.ReadWatermark(conversation_id=room, up_to=sent.seq)]))
    assert api.list_messages(conversation_id=room).items
    assert b"Two" in bytes(api.export_messages(room))
    ann.delivery.get_message_status(message)
    assert ann.delivery.get_message_timeline(message).items
    api.delete_message(message)
    tomorrow = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
    send(room, "Later", send_at=tomorrow)
    later = api.list_scheduled_messages().items[0].id
    assert api.get_scheduled_message(later).body == "Later"
    api.cancel_scheduled_message(later)


def streams():
    assert ann.streams.create_event_ticket().ticket
    assert ann.streams.poll_events(wait=0).cursor
    assert len(ann.streams.get_presence(bob_user.id).items) == 1


def webhooks():
    api = ann.webhooks
    room = start(type="PRIVATE", member_ids=[bob_user.id]).id
    made = api.create_webhook(
        m.WebhookRequest(
            url="http://127.0.0.1:9/", types=["message.created"], conversation_ids=[room]))
    assert made.secret.startswith("whsec_")
    hook = made.webhook.id
    send(room, "Nobody hears this")
    letters = until(lambda: api.list_webhook_dead_letters(hook).items, lambda found: found)
    api.replay_webhook_dead_letter(hook, letters[0].id)
    api.replay_webhook_dead_letters(hook)
    assert not api.test_webhook(hook).delivered
    assert api.rotate_webhook_secret(hook).secret != made.secret
    assert not api.change_webhook(hook, m.WebhookRequest(active=False)).active
    assert api.get_webhook(hook).state == "STOPPED"
    assert len(api.list_webhooks().items) == 1
    api.delete_webhook(hook)


def administration():
    api = admin.administration
    scope = f"user:{bob_user.id}"
    api.set_network_profile(scope, m.NetworkProfile(loss=1.0))
    assert api.get_network_profile(scope).loss == 1
    room = start(type="PRIVATE", member_ids=[bob_user.id]).id
    retried, replayed, discarded = (send(room, body).id for body in ("One", "Two", "Three"))
    letters = until(
        lambda: api.list_dead_letters(conversation_id=room).items, lambda found: len(found) == 3)
    letter_of = {letter.message_id: letter.id for letter in letters}
    api.delete_network_profile(scope)
    api.get_dead_letter(letter_of[discarded])
    api.discard_dead_letter(letter_of[discarded], "Not needed")
    api.discard_dead_letters(m.DiscardRequest(conversation_id=room, dry_run=True))
    assert api.list_network_draws().draws
    api.replay_dead_letters(m.ReplayRequest(conversation_id=room, dry_run=True))
    ann.delivery.retry_message(retried)
    api.replay_dead_letter(letter_of[replayed])
    api.explain_visibility(retried, bob_user.id)
    api.list_audit_entries(conversation_id=room)
    api.verify_audit_log()
    api.check_consistency()
    api.get_queue()
    api.list_delayed_jobs()
    assert api.list_nodes().items[0].alive
    api.pause_queue()
    api.resume_queue()
    api.rebuild_queue()
    api.rotate_signing_key()


def invitations():
    api = admin.administration
    name = f"{NAMES}-guest"
    made = api.create_invitation(m.NewInvitation(role="auditor"))
    Client().identity.register_user(
        m.RegisterRequest(
            username=name, email=f"{name}@example.org", password=f"password-of-{name}",
            invitation=made.token))
    listed = api.list_invitations(limit=200).items
    assert [each.uses for each in listed if each.id == made.invitation.id] == [1]
    api.revoke_invitation(made.invitation.id)


def reports():
    api = admin.administration
    message = send(start(type="CHANNEL", name="Hall").id, "Mind this").id
    report = bob.messages.report_message(message, m.NewReport(reason="I mind")).id
    assert report in [each.id for each in api.list_reports(state="OPEN", limit=200).items]
    decision = m.ReportResolution(outcome="MESSAGE_DELETED")
    assert api.resolve_report(report, decision).state == "RESOLVED"


def holds_and_erasures():
    api = admin.administration
    scope = f"user:{bob_user.id}"
    api.place_legal_hold(scope, m.LegalHoldReason(reason="A lawsuit"))
    assert scope in [each.scope for each in api.list_legal_holds(limit=200).items]
    api.lift_legal_hold(scope)
    gone = register("gone").id
    erasure = api.erase_user(gone, m.NewErasure(policy="REMOVE"))
    assert api.get_erasure(erasure.id).user_id == gone


def blocks():
    api = ann.conversations
    api.block_user(bob_user.id)
    assert [each.user_id for each in api.list_blocks().items] == [bob_user.id]
    api.unblock_user(bob_user.id)


def users():
    api = admin.administration
    name = f"{NAMES}-eve"
    password = f"password-of-{name}"
    user = api.create_user(m.NewUser(username=name, email=f"{name}@example.org")).id
    assert len(api.list_users_for_admin(q=name).items) == 1
    api.change_user(user, m.AdminUserChange(active=False))
    api.change_user(user, m.AdminUserChange(active=True))
    assert api.get_user_for_admin(user).username == name
    token = api.issue_password_reset(user).token
    Client().identity.reset_password(m.PasswordResetUse(token=token, password=password))
    eve = Client(name, password).identity
    Client(name, password)
    made = eve.create_access_token(
        m.NewPersonalToken(name="report", scopes=["READ"], current_password=password)
    )
    assert made.token.startswith("msgr_")
    wanted = eve.request_my_export().id
    until(lambda: eve.get_my_export(wanted), lambda found: found.state == "READY")
    assert bytes(eve.download_my_export(wanted)).startswith(b"PK")
    assert len(eve.list_my_exports().items) == 1
    eve.delete_my_export(wanted)
    other = next(one.id for one in eve.list_my_sessions().items if not one.current)
    eve.end_my_session(other)
    Client(name, password)
    eve.end_my_other_sessions()
    assert len(eve.list_my_sessions().items) == 1
    api.end_user_session(user, api.list_user_sessions(user).items[0].id)
    api.end_user_sessions(user)
    second_factor(user, name, password)
    Client(name, password).identity.deactivate_me(m.Deactivation(current_password=password))


def code(secret, step=0):
    """The code of now, or of a later half minute."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def second_factor(user, name, password):
    eve = Client(name, password).identity
    assert not eve.get_my_second_factor().enabled
    wanted = m.NewSecondFactor(current_password=password)
    secret = eve.propose_my_second_factor(wanted).secret
    codes = eve.confirm_my_second_factor(m.SecondFactorConfirmation(code=code(secret))).recovery_codes
    assert len(codes) == 10
    Client(name, password, code(secret, 1))
    eve.end_my_second_factor(m.SecondFactorRemoval(current_password=password, code=codes[0]))
    secret = eve.propose_my_second_factor(wanted).secret
    eve.confirm_my_second_factor(m.SecondFactorConfirmation(code=code(secret)))
    admin.administration.reset_second_factor(user)


def end():
    """A stream ends with the session that it belongs to."""
    cid = sign_in(register("cid"))
    events = []
    stream = threading.Thread(target=lambda: events.append(cid.streams.stream_events()))
    stream.start()
    until(
        metrics,
        lambda told: any(
            line.startswith("messenger_streams_connected") and not line.endswith(" 0.0")
            for line in told.splitlines()))
    cid.identity.revoke_current_tokens()
    stream.join(60)
    assert events and b"event: resumed" in bytes(events[0])


admin = Client("admin", ADMIN_PASSWORD)
ann_user, bob_user = register("ann"), register("bob")
ann, bob = sign_in(ann_user), sign_in(bob_user)
for step in (
        operation, identity, conversations, media, messages, streams, webhooks, administration, users,
        invitations, reports, blocks, holds_and_erasures, end):
    step()
