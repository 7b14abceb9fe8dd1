package com.paidhr.messenger.app.clients;

import static com.paidhr.messenger.client.api.MessagesApi.APIDeleteMessageRequest;
import static com.paidhr.messenger.client.api.MessagesApi.APIEditMessageRequest;
import static com.paidhr.messenger.client.api.MessagesApi.APIListMessagesRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.client.MessengerClient;
import com.paidhr.messenger.client.api.AdministrationApi.APICheckConsistencyRequest;
import com.paidhr.messenger.client.api.AdministrationApi.APIListAuditEntriesRequest;
import com.paidhr.messenger.client.api.AdministrationApi.APIListDeadLettersRequest;
import com.paidhr.messenger.client.api.AdministrationApi.APIListDelayedJobsRequest;
import com.paidhr.messenger.client.api.AdministrationApi.APIListNodesRequest;
import com.paidhr.messenger.client.api.AdministrationApi.APIVerifyAuditLogRequest;
import com.paidhr.messenger.client.api.ConversationsApi.APIArchiveConversationRequest;
import com.paidhr.messenger.client.api.ConversationsApi.APIEditConversationRequest;
import com.paidhr.messenger.client.api.ConversationsApi.APIListConversationsRequest;
import com.paidhr.messenger.client.api.ConversationsApi.APIStartConversationRequest;
import com.paidhr.messenger.client.api.DeliveryApi.APIGetMessageStatusRequest;
import com.paidhr.messenger.client.api.IdentityApi;
import com.paidhr.messenger.client.api.IdentityApi.APIChangeMeRequest;
import com.paidhr.messenger.client.api.IdentityApi.APIDownloadMyExportRequest;
import com.paidhr.messenger.client.api.MediaApi.APICheckMediaRequest;
import com.paidhr.messenger.client.api.MediaApi.APIDownloadMediaRequest;
import com.paidhr.messenger.client.api.StreamsApi.APIPollEventsRequest;
import com.paidhr.messenger.client.api.StreamsApi.APIStreamEventsRequest;
import com.paidhr.messenger.client.invoker.ApiException;
import com.paidhr.messenger.client.model.AdminUserChange;
import com.paidhr.messenger.client.model.Block;
import com.paidhr.messenger.client.model.BulkRead;
import com.paidhr.messenger.client.model.Conversation;
import com.paidhr.messenger.client.model.ConversationChange;
import com.paidhr.messenger.client.model.ConversationType;
import com.paidhr.messenger.client.model.Deactivation;
import com.paidhr.messenger.client.model.DeadLetter;
import com.paidhr.messenger.client.model.DiscardRequest;
import com.paidhr.messenger.client.model.EditMessage;
import com.paidhr.messenger.client.model.ErasurePolicy;
import com.paidhr.messenger.client.model.Invitation;
import com.paidhr.messenger.client.model.InvitationWithToken;
import com.paidhr.messenger.client.model.Invite;
import com.paidhr.messenger.client.model.LegalHold;
import com.paidhr.messenger.client.model.LegalHoldReason;
import com.paidhr.messenger.client.model.MarkRead;
import com.paidhr.messenger.client.model.Media;
import com.paidhr.messenger.client.model.MemberChange;
import com.paidhr.messenger.client.model.MemberRole;
import com.paidhr.messenger.client.model.Message;
import com.paidhr.messenger.client.model.NetworkProfile;
import com.paidhr.messenger.client.model.NewConversation;
import com.paidhr.messenger.client.model.NewErasure;
import com.paidhr.messenger.client.model.NewInvitation;
import com.paidhr.messenger.client.model.NewInvite;
import com.paidhr.messenger.client.model.NewMember;
import com.paidhr.messenger.client.model.NewPersonalToken;
import com.paidhr.messenger.client.model.NewReport;
import com.paidhr.messenger.client.model.NewSecondFactor;
import com.paidhr.messenger.client.model.NewUser;
import com.paidhr.messenger.client.model.PasswordResetUse;
import com.paidhr.messenger.client.model.PersonalExportState;
import com.paidhr.messenger.client.model.ProfileRequest;
import com.paidhr.messenger.client.model.ReadWatermark;
import com.paidhr.messenger.client.model.RegisterRequest;
import com.paidhr.messenger.client.model.ReplayRequest;
import com.paidhr.messenger.client.model.Report;
import com.paidhr.messenger.client.model.ReportOutcome;
import com.paidhr.messenger.client.model.ReportResolution;
import com.paidhr.messenger.client.model.ReportState;
import com.paidhr.messenger.client.model.SecondFactorConfirmation;
import com.paidhr.messenger.client.model.SecondFactorRemoval;
import com.paidhr.messenger.client.model.SendMessage;
import com.paidhr.messenger.client.model.SessionPage;
import com.paidhr.messenger.client.model.Silence;
import com.paidhr.messenger.client.model.TokenRequest;
import com.paidhr.messenger.client.model.TokenScope;
import com.paidhr.messenger.client.model.User;
import com.paidhr.messenger.client.model.WebhookDeadLetter;
import com.paidhr.messenger.client.model.WebhookRequest;
import com.paidhr.messenger.client.model.WebhookWithSecret;
import com.paidhr.messenger.testsupport.Authenticator;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Calls every operation of the document once with the Java client. */
final class JavaCalls {
  private final URI service;
  private final String names;
  private final Consumer<String> seen;
  private final MessengerClient admin;
  private final MessengerClient ann;
  private final MessengerClient bob;
  private final User annUser;
  private final User bobUser;

  /**
   * Names of users begin with {@code names}; {@code seen} is told method, path and status of each
   * answer.
   */
  JavaCalls(URI service, String adminPassword, String names, Consumer<String> seen)
      throws ApiException {
    this.names = names;
    this.service = service;
    this.seen = seen;
    this.admin = watched(MessengerClient.signIn(service, "admin", adminPassword));
    this.annUser = register("ann");
    this.bobUser = register("bob");
    this.ann = watched(signIn(annUser));
    this.bob = watched(signIn(bobUser));
  }

  void callAll() throws Exception {
    operation();
    identity();
    conversations();
    media();
    messages();
    streams();
    webhooks();
    administration();
    users();
    invitations();
    reports();
    blocks();
    holdsAndErasures();
    end();
  }

  private MessengerClient watched(MessengerClient client) {
    client
        .connection()
        .setResponseInterceptor(answer ->
            seen.accept(
                answer.request().method()
                    + " "
                    + answer.uri().getRawPath()
                    + " "
                    + answer.statusCode()));
    return client;
  }

  private User register(String who) throws ApiException {
    String name = names + "-" + who;
    return admin
        .identity()
        .registerUser(
            new RegisterRequest()
                .username(name)
                .email(name + "@example.org")
                .password("password-of-" + name));
  }

  private MessengerClient signIn(User user) throws ApiException {
    return MessengerClient.signIn(service, user.getUsername(), "password-of-" + user.getUsername());
  }

  private Conversation start(NewConversation wanted) throws ApiException {
    return ann.conversations()
        .startConversation(
            APIStartConversationRequest.newBuilder().newConversation(wanted).build());
  }

  private void operation() throws ApiException {
    var operation = watched(MessengerClient.anonymous(service)).operation();
    assertThat(operation.getHealth().getStatus()).isNotNull();
    operation.getLiveness();
    operation.getReadiness();
    operation.getStartup();
    assertThat(operation.getMetrics()).contains("# TYPE");
    assertThat(operation.getOpenApi()).isNotNull();
  }

  private void identity() throws ApiException {
    var nobody = watched(MessengerClient.anonymous(service)).identity();
    assertThat(nobody.getKeys()).isNotNull();
    nobody.createTokens(
        new TokenRequest()
            .username(annUser.getUsername())
            .password("password-of-" + annUser.getUsername()));
    assertThat(ann.identity().getMe().getEmail()).isEqualTo(annUser.getEmail());
    User renamed =
        ann.identity()
            .changeMe(
                APIChangeMeRequest.newBuilder()
                    .profileRequest(new ProfileRequest().displayName("Ann of Java"))
                    .build());
    assertThat(renamed.getDisplayName()).isEqualTo("Ann of Java");
    assertThat(ann.identity().getUser(bobUser.getId()).getEmail()).isNull();
    assertThat(ann.identity().listUsers(null, 10, bobUser.getUsername()).getItems()).hasSize(1);
  }

  private void conversations() throws ApiException {
    var api = ann.conversations();
    Conversation group =
        start(
            new NewConversation()
                .type(ConversationType.GROUP)
                .name("Java")
                .memberIds(List.of(bobUser.getId())));
    String id = group.getId();
    assertThat(api.listConversations(APIListConversationsRequest.newBuilder().build()).getItems())
        .hasSize(1);
    assertThat(api.getConversation(id).getMemberCount()).isEqualTo(2);
    api.editConversation(
        APIEditConversationRequest.newBuilder()
            .id(id)
            .conversationChange(new ConversationChange().topic("Beans"))
            .build());
    assertThat(api.listConversationMembers(id, null, null).getItems()).hasSize(2);
    api.getConversationMember(id, bobUser.getId());
    api.editConversationMember(id, bobUser.getId(), new MemberChange().role(MemberRole.ADMIN));
    ann.streams().tellTyping(id);
    api.silenceMember(
        id, bobUser.getId(), new Silence().until(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    api.unsilenceMember(id, bobUser.getId());
    api.removeConversationMember(id, bobUser.getId());
    api.addConversationMember(id, new NewMember().userId(bobUser.getId()));
    api.removeConversationMember(id, bobUser.getId());
    Invite invite = api.createInvite(id, new NewInvite().maxUses(2));
    assertThat(api.listInvites(id).getItems()).hasSize(1);
    bob.conversations().acceptInvite(invite.getToken());
    api.revokeInvite(id, invite.getId());
    api.archiveConversation(APIArchiveConversationRequest.newBuilder().id(id).build());
  }

  private void media() throws Exception {
    Path file = Files.createTempFile("java-client", ".txt");
    Files.writeString(file, "Hello");
    Media media = ann.media().uploadMedia(file.toFile());
    assertThat(media.getSize()).isEqualTo(5);
    ann.media().checkMedia(APICheckMediaRequest.newBuilder().id(media.getId()).build());
    Path got =
        ann.media()
            .downloadMedia(APIDownloadMediaRequest.newBuilder().id(media.getId()).build())
            .toPath();
    assertThat(got).hasContent("Hello");
    assertThat(ann.media().getMediaUsage()).isNotNull();
    ann.media().deleteMedia(media.getId());
    Files.delete(got);
    AtomicLong sent = new AtomicLong();
    Media again = ann.upload(file, "text/plain", (bytes, total) -> sent.set(total - bytes));
    assertThat(again.getName()).isEqualTo(file.getFileName().toString());
    assertThat(sent).hasValue(0);
    Files.delete(file);
  }

  private void messages() throws Exception {
    var api = ann.messages();
    String room = start(new NewConversation().type(ConversationType.CHANNEL).name("Java")).getId();
    Message message = ann.send(room, "One");
    String id = message.getId();
    assertThat(message.getSeq()).isPositive();
    assertThat(api.getMessage(id).getBody()).isEqualTo("One");
    api.editMessage(
        APIEditMessageRequest.newBuilder()
            .id(id)
            .editMessage(new EditMessage().body("Two"))
            .build());
    assertThat(api.listMessageEdits(id, null, null).getItems()).hasSize(1);
    api.pinMessage(id);
    api.unpinMessage(id);
    api.addReaction("👍", id);
    assertThat(api.getMessage(id).getReactions()).hasSize(1);
    api.removeReaction("👍", id);
    api.markMessageRead(id, new MarkRead().upTo(true));
    api.markConversationsRead(
        new BulkRead()
            .conversations(
                List.of(new ReadWatermark().conversationId(room).upTo(message.getSeq()))));
    var page = APIListMessagesRequest.newBuilder().conversationId(room).limit(5).build();
    assertThat(api.listMessages(page).getItems()).isNotEmpty();
    Path export = api.exportMessages(room).toPath();
    assertThat(export).content().contains("Two");
    Files.delete(export);
    ann.delivery().getMessageStatus(APIGetMessageStatusRequest.newBuilder().id(id).build());
    assertThat(ann.delivery().getMessageTimeline(id).getItems()).isNotEmpty();
    api.deleteMessage(APIDeleteMessageRequest.newBuilder().id(id).build());
    SendMessage wanted =
        new SendMessage()
            .conversationId(room)
            .body("Later")
            .sendAt(OffsetDateTime.now(ZoneOffset.UTC).plusDays(1));
    String later = ann.schedule(wanted).getId();
    assertThat(api.listScheduledMessages(null, null, null).getItems()).hasSize(1);
    api.cancelScheduledMessage(later);
  }

  private void streams() throws Exception {
    assertThat(ann.streams().createEventTicket().getTicket()).isNotBlank();
    assertThat(
            ann.streams()
                .pollEvents(APIPollEventsRequest.newBuilder().waitSeconds(0).build())
                .getCursor())
        .isNotBlank();
    assertThat(ann.streams().getPresence(bobUser.getId()).getItems()).hasSize(1);
  }

  private void webhooks() throws ApiException {
    var api = ann.webhooks();
    String room =
        start(
                new NewConversation()
                    .type(ConversationType.PRIVATE)
                    .memberIds(List.of(bobUser.getId())))
            .getId();
    WebhookWithSecret made =
        api.createWebhook(
            new WebhookRequest()
                .url(URI.create("http://127.0.0.1:9/"))
                .types(List.of("message.created"))
                .conversationIds(List.of(room)));
    assertThat(made.getSecret()).startsWith("whsec_");
    String id = made.getWebhook().getId();
    ann.send(room, "Nobody hears this");
    List<WebhookDeadLetter> letters =
        Awaitility.await()
            .atMost(60, TimeUnit.SECONDS)
            .until(
                () -> api.listWebhookDeadLetters(id, null, null).getItems(),
                found -> !found.isEmpty());
    api.replayWebhookDeadLetter(id, letters.getFirst().getId());
    api.replayWebhookDeadLetters(id);
    assertThat(api.testWebhook(id).getDelivered()).isFalse();
    assertThat(api.rotateWebhookSecret(id).getSecret()).isNotEqualTo(made.getSecret());
    assertThat(api.changeWebhook(id, new WebhookRequest().active(false)).getActive()).isFalse();
    assertThat(api.getWebhook(id).getActive()).isFalse();
    assertThat(api.listWebhooks().getItems()).hasSize(1);
    api.deleteWebhook(id);
  }

  private void administration() throws ApiException {
    var api = admin.administration();
    String scope = "user:" + bobUser.getId();
    api.setNetworkProfile(scope, new NetworkProfile().loss(1.0));
    assertThat(api.getNetworkProfile(scope).getLoss()).isEqualTo(1.0);
    String room =
        start(
                new NewConversation()
                    .type(ConversationType.PRIVATE)
                    .memberIds(List.of(bobUser.getId())))
            .getId();
    String retried = ann.send(room, "One").getId();
    String replayed = ann.send(room, "Two").getId();
    String discarded = ann.send(room, "Three").getId();
    Map<String, String> letters =
        Awaitility.await()
            .atMost(60, TimeUnit.SECONDS)
            .until(() -> lettersByMessage(room), found -> found.size() == 3);
    api.deleteNetworkProfile(scope);
    assertThat(api.getDeadLetter(letters.get(discarded)).getMessageId()).isEqualTo(discarded);
    api.discardDeadLetter(letters.get(discarded), "Not needed");
    api.discardDeadLetters(new DiscardRequest().conversationId(room).dryRun(true));
    assertThat(api.listNetworkDraws().getDraws()).isNotEmpty();
    api.replayDeadLetters(new ReplayRequest().conversationId(room).dryRun(true));
    ann.delivery().retryMessage(retried);
    api.replayDeadLetter(letters.get(replayed));
    api.explainVisibility(retried, bobUser.getId());
    api.listAuditEntries(APIListAuditEntriesRequest.newBuilder().conversationId(room).build());
    api.verifyAuditLog(APIVerifyAuditLogRequest.newBuilder().build());
    api.checkConsistency(APICheckConsistencyRequest.newBuilder().build());
    api.getQueue();
    api.listDelayedJobs(APIListDelayedJobsRequest.newBuilder().build());
    assertThat(api.listNodes(APIListNodesRequest.newBuilder().build()).getItems()).isNotEmpty();
    api.pauseQueue();
    api.resumeQueue();
    api.rebuildQueue();
    api.rotateSigningKey();
  }

  private Map<String, String> lettersByMessage(String room) throws ApiException {
    return admin
        .administration()
        .listDeadLetters(APIListDeadLettersRequest.newBuilder().conversationId(room).build())
        .getItems()
        .stream()
        .collect(Collectors.toMap(DeadLetter::getMessageId, DeadLetter::getId));
  }

  private void users() throws ApiException {
    var api = admin.administration();
    String name = names + "-eve";
    String password = "password-of-" + name;
    String id = api.createUser(new NewUser().username(name).email(name + "@example.org")).getId();
    assertThat(api.listUsersForAdmin(null, null, name).getItems()).hasSize(1);
    api.changeUser(id, new AdminUserChange().active(false));
    api.changeUser(id, new AdminUserChange().active(true));
    assertThat(api.getUserForAdmin(id).getUsername()).isEqualTo(name);
    watched(MessengerClient.anonymous(service))
        .identity()
        .resetPassword(
            new PasswordResetUse().token(api.issuePasswordReset(id).getToken()).password(password));

    var eve = watched(MessengerClient.signIn(service, name, password)).identity();
    MessengerClient.signIn(service, name, password);
    String token =
        eve.createAccessToken(
                new NewPersonalToken()
                    .name("report")
                    .addScopesItem(TokenScope.READ)
                    .currentPassword(password))
            .getToken();
    assertThat(MessengerClient.withToken(service, token).identity().getMe().getUsername())
        .isEqualTo(name);
    ownData(eve);
    String other = otherSession(eve.listMySessions());
    eve.endMySession(other);
    MessengerClient.signIn(service, name, password);
    eve.endMyOtherSessions();
    assertThat(eve.listMySessions().getItems()).hasSize(1);
    api.endUserSession(id, api.listUserSessions(id).getItems().getFirst().getId());
    api.endUserSessions(id);
    secondFactor(id, name, password);
    watched(MessengerClient.signIn(service, name, password))
        .identity()
        .deactivateMe(new Deactivation().currentPassword(password));
  }

  private static void ownData(IdentityApi eve) throws ApiException {
    String id = eve.requestMyExport().getId();
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> eve.getMyExport(id).getState() == PersonalExportState.READY);
    assertThat(eve.downloadMyExport(APIDownloadMyExportRequest.newBuilder().exportId(id).build()))
        .isNotEmpty();
    assertThat(eve.listMyExports().getItems()).hasSize(1);
    eve.deleteMyExport(id);
  }

  private void invitations() throws ApiException {
    var api = admin.administration();
    String name = names + "-guest";
    InvitationWithToken made = api.createInvitation(new NewInvitation().role("auditor"));
    String id = made.getInvitation().getId();
    MessengerClient.anonymous(service)
        .identity()
        .registerUser(
            new RegisterRequest()
                .username(name)
                .email(name + "@example.org")
                .password("password-of-" + name)
                .invitation(made.getToken()));
    assertThat(api.listInvitations(null, 200).getItems())
        .filteredOn(invitation -> invitation.getId().equals(id))
        .extracting(Invitation::getUses)
        .containsExactly(1);
    api.revokeInvitation(id);
  }

  private void reports() throws ApiException {
    String room = start(new NewConversation().type(ConversationType.CHANNEL).name("Hall")).getId();
    String message = ann.send(room, "Mind this").getId();
    String report = bob.messages().reportMessage(message, new NewReport().reason("I mind")).getId();
    var api = admin.administration();
    assertThat(api.listReports(null, 200, ReportState.OPEN).getItems())
        .extracting(Report::getId)
        .contains(report);
    var decision = new ReportResolution().outcome(ReportOutcome.MESSAGE_DELETED);
    assertThat(api.resolveReport(report, decision).getState()).isEqualTo(ReportState.RESOLVED);
  }

  private void blocks() throws ApiException {
    var api = ann.conversations();
    api.blockUser(bobUser.getId());
    assertThat(api.listBlocks(null, 10).getItems())
        .extracting(Block::getUserId)
        .containsExactly(bobUser.getId());
    api.unblockUser(bobUser.getId());
  }

  private void holdsAndErasures() throws ApiException {
    var api = admin.administration();
    String scope = "user:" + bobUser.getId();
    api.placeLegalHold(scope, new LegalHoldReason().reason("A lawsuit"));
    assertThat(api.listLegalHolds(null, 200).getItems())
        .extracting(LegalHold::getScope)
        .contains(scope);
    api.liftLegalHold(scope);
    String gone = register("gone").getId();
    var erasure = api.eraseUser(gone, new NewErasure().policy(ErasurePolicy.REMOVE));
    assertThat(api.getErasure(erasure.getId()).getUserId()).isEqualTo(gone);
  }

  private void secondFactor(String id, String name, String password) throws ApiException {
    var eve = watched(MessengerClient.signIn(service, name, password)).identity();
    assertThat(eve.getMySecondFactor().getEnabled()).isFalse();
    String secret =
        eve.proposeMySecondFactor(new NewSecondFactor().currentPassword(password)).getSecret();
    Authenticator app = new Authenticator(secret);
    List<String> codes =
        eve.confirmMySecondFactor(new SecondFactorConfirmation().code(app.code()))
            .getRecoveryCodes();
    assertThat(codes).hasSize(10);
    MessengerClient.signIn(service, name, password, app.code());
    eve.endMySecondFactor(
        new SecondFactorRemoval().currentPassword(password).code(codes.getFirst()));
    secret = eve.proposeMySecondFactor(new NewSecondFactor().currentPassword(password)).getSecret();
    eve.confirmMySecondFactor(
        new SecondFactorConfirmation().code(new Authenticator(secret).code()));
    admin.administration().resetSecondFactor(id);
  }

  private static String otherSession(SessionPage page) {
    return page.getItems().stream()
        .filter(session -> !session.getCurrent())
        .findFirst()
        .orElseThrow()
        .getId();
  }

  /** A stream ends with the session that it belongs to. */
  private void end() throws Exception {
    MessengerClient cid = watched(signIn(register("cid")));
    CompletableFuture<File> events =
        CompletableFuture.supplyAsync(() -> {
          try {
            return cid.streams().streamEvents(APIStreamEventsRequest.newBuilder().build());
          } catch (ApiException e) {
            throw new IllegalStateException(e);
          }
        });
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() ->
            Pattern.compile("^messenger_streams_connected\\S* [1-9]", Pattern.MULTILINE)
                .matcher(admin.operation().getMetrics())
                .find());
    cid.identity().revokeCurrentTokens();
    Path told = events.get(30, TimeUnit.SECONDS).toPath();
    assertThat(told).content().contains("event: resumed");
    Files.delete(told);
  }
}
