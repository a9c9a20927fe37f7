CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "NoticesOfAttendance" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_NoticesOfAttendance" PRIMARY KEY,
    "InteractionId" TEXT NOT NULL,
    "PolicyHash" BLOB NOT NULL,
    "Attendance" BLOB NOT NULL,
    "Recipient" TEXT NOT NULL,
    "Asker" TEXT NOT NULL,
    "AskerKind" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "DateOfBirth" TEXT NOT NULL,
    "Where" TEXT NOT NULL,
    "ArrivedAt" INTEGER NOT NULL,
    "RingBack" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "NextAttemptAt" INTEGER NOT NULL,
    "QueuedUntil" INTEGER NOT NULL,
    "FailedAttempts" INTEGER NOT NULL,
    "LastFailure" TEXT NULL,
    "WarnedAt" INTEGER NULL,
    "LedgerEntry" TEXT NULL,
    "DeliveredAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_NoticesOfAttendance_Attendance" ON "NoticesOfAttendance" ("Attendance");

CREATE INDEX "IX_NoticesOfAttendance_DeliveredAt_NextAttemptAt" ON "NoticesOfAttendance" ("DeliveredAt", "NextAttemptAt");

CREATE TABLE "Outbox" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Outbox" PRIMARY KEY AUTOINCREMENT,
    "MessageId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Line" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "NotBefore" INTEGER NOT NULL,
    "Refusals" INTEGER NOT NULL,
    "SentAt" INTEGER NULL
);

CREATE INDEX "IX_Outbox_SentAt_Line_Sequence" ON "Outbox" ("SentAt", "Line", "Sequence");

CREATE INDEX "IX_Outbox_Subject" ON "Outbox" ("Subject");

CREATE TABLE "Inbox" (
    "MessageId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "DoneAt" INTEGER NOT NULL,
    CONSTRAINT "PK_Inbox" PRIMARY KEY ("MessageId", "Consumer")
);

CREATE INDEX "IX_Inbox_DoneAt" ON "Inbox" ("DoneAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122020000_AddNotices', '10.0.14');

CREATE TABLE "PoliciesSeen" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_PoliciesSeen" PRIMARY KEY,
    "Version" TEXT NOT NULL,
    "Hash" BLOB NOT NULL,
    "At" INTEGER NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122050000_AddPoliciesSeen', '10.0.14');

CREATE TABLE "Alerts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Alerts" PRIMARY KEY,
    "Decision" TEXT NOT NULL,
    "InteractionId" TEXT NOT NULL,
    "PolicyHash" BLOB NOT NULL,
    "AskerAgency" TEXT NOT NULL,
    "AskerKind" TEXT NOT NULL,
    "Asker" TEXT NOT NULL,
    "AskerRole" TEXT NOT NULL,
    "AskerName" TEXT NULL,
    "Purpose" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "DateOfBirth" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Key" BLOB NOT NULL,
    "Code" TEXT NOT NULL,
    "Spread" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_Alerts_Agency_Key" ON "Alerts" ("Agency", "Key");

CREATE INDEX "IX_Alerts_Agency_At" ON "Alerts" ("Agency", "At");

CREATE INDEX "IX_Alerts_Spread" ON "Alerts" ("Spread");

CREATE TABLE "Trail" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_Trail" PRIMARY KEY AUTOINCREMENT,
    "Asker" TEXT NOT NULL,
    "Child" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "Purpose" INTEGER NOT NULL,
    "Withheld" INTEGER NOT NULL,
    "Stranger" INTEGER NOT NULL
);

CREATE INDEX "IX_Trail_At" ON "Trail" ("At");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122060000_AddAlerts', '10.0.14');

CREATE TABLE "Reviews" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Reviews" PRIMARY KEY,
    "Decision" TEXT NOT NULL,
    "InteractionId" TEXT NOT NULL,
    "PolicyHash" BLOB NOT NULL,
    "AskerAgency" TEXT NOT NULL,
    "AskerKind" TEXT NOT NULL,
    "Asker" TEXT NOT NULL,
    "AskerRole" TEXT NOT NULL,
    "AskerName" TEXT NULL,
    "Purpose" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "DateOfBirth" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Key" BLOB NOT NULL,
    "Items" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "DueAt" INTEGER NOT NULL,
    "Spread" INTEGER NOT NULL,
    "Outcome" TEXT NULL,
    "OutcomeReason" TEXT NULL,
    "DoneBy" TEXT NULL,
    "DoneAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_Reviews_Agency_Key" ON "Reviews" ("Agency", "Key");

CREATE INDEX "IX_Reviews_Agency_At" ON "Reviews" ("Agency", "At");

CREATE INDEX "IX_Reviews_AskerAgency_Asker_At" ON "Reviews" ("AskerAgency", "Asker", "At");

CREATE INDEX "IX_Reviews_Spread" ON "Reviews" ("Spread");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122060100_AddReviews', '10.0.14');

CREATE TABLE "Asks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Asks" PRIMARY KEY,
    "Decision" TEXT NOT NULL,
    "InteractionId" TEXT NOT NULL,
    "PolicyHash" BLOB NOT NULL,
    "AskerAgency" TEXT NOT NULL,
    "AskerKind" TEXT NOT NULL,
    "Asker" TEXT NOT NULL,
    "AskerRole" TEXT NOT NULL,
    "AskerName" TEXT NULL,
    "Purpose" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "DateOfBirth" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Holder" TEXT NOT NULL,
    "Roles" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Items" TEXT NOT NULL,
    "Custodians" TEXT NOT NULL,
    "Justification" TEXT NOT NULL,
    "DueAt" INTEGER NOT NULL,
    "WarnedAt" INTEGER NULL,
    "Answer" TEXT NULL,
    "Forms" TEXT NULL,
    "AnswerReason" TEXT NULL,
    "ToAsker" TEXT NULL,
    "AnsweredBy" TEXT NULL,
    "AnsweredAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_Asks_Decision_Holder" ON "Asks" ("Decision", "Holder");

CREATE INDEX "IX_Asks_Holder_At" ON "Asks" ("Holder", "At");

CREATE INDEX "IX_Asks_AskerAgency_Asker_At" ON "Asks" ("AskerAgency", "Asker", "At");

CREATE INDEX "IX_Asks_AnsweredAt_WarnedAt_DueAt" ON "Asks" ("AnsweredAt", "WarnedAt", "DueAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122060200_AddAsks', '10.0.14');

CREATE TABLE "Consents" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Consents" PRIMARY KEY,
    "Child" BLOB NOT NULL,
    "Agency" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Giver" TEXT NOT NULL,
    "Obtained" TEXT NOT NULL,
    "SuspectedSourceOfHarm" INTEGER NOT NULL,
    "Items" TEXT NOT NULL,
    "Recipients" TEXT NOT NULL,
    "Purposes" TEXT NOT NULL,
    "GivenOn" TEXT NULL,
    "ExpiresOn" TEXT NULL,
    "RecordedBy" TEXT NOT NULL,
    "RecordedAt" INTEGER NOT NULL,
    "CompetenceId" TEXT NULL,
    "CompetenceKind" TEXT NULL,
    "Understands" INTEGER NULL,
    "SeesConsequences" INTEGER NULL,
    "Weighs" INTEGER NULL,
    "FreeOfPressure" INTEGER NULL,
    "AssessedOn" TEXT NULL,
    "Stage" TEXT NOT NULL,
    "ReviewOn" TEXT NULL,
    "ReviewBecause" TEXT NULL,
    "ReviewBrings" TEXT NOT NULL,
    "StandsInReview" INTEGER NOT NULL,
    "LapsesOn" TEXT NULL,
    "WithdrawnAt" INTEGER NULL,
    "WithdrawnBy" TEXT NULL,
    "EndedAt" INTEGER NULL,
    "LedgerEntry" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_Consents_Child" ON "Consents" ("Child");

CREATE INDEX "IX_Consents_Stage_ReviewOn" ON "Consents" ("Stage", "ReviewOn");

CREATE INDEX "IX_Consents_Agency_EndedAt" ON "Consents" ("Agency", "EndedAt");

CREATE TABLE "Engagements" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Engagements" PRIMARY KEY,
    "Child" BLOB NOT NULL,
    "Agency" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "Purposes" TEXT NOT NULL,
    "Informed" TEXT NOT NULL,
    "View" TEXT NOT NULL,
    "Because" TEXT NULL,
    "Limb" TEXT NULL,
    "On" TEXT NOT NULL,
    "RecordedBy" TEXT NOT NULL,
    "RecordedAt" INTEGER NOT NULL,
    "LedgerEntry" TEXT NULL
);

CREATE INDEX "IX_Engagements_Child" ON "Engagements" ("Child");

CREATE INDEX "IX_Engagements_Agency_RecordedAt" ON "Engagements" ("Agency", "RecordedAt");

CREATE TABLE "ConsentSteps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ConsentSteps" PRIMARY KEY,
    "Sent" BLOB NOT NULL,
    "Subject" TEXT NOT NULL,
    "Step" TEXT NULL,
    "Stage" TEXT NULL,
    "Version" INTEGER NOT NULL,
    "ReviewOn" TEXT NULL,
    "LapsesOn" TEXT NULL,
    "At" INTEGER NOT NULL,
    "LedgerEntry" TEXT NULL,
    "LedgerIndex" INTEGER NULL,
    "LedgerAt" INTEGER NULL
);

CREATE INDEX "IX_ConsentSteps_Subject" ON "ConsentSteps" ("Subject");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122070000_AddConsents', '10.0.14');

ALTER TABLE "Consents" ADD "Replaces" TEXT NOT NULL DEFAULT '';

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122090000_AddConsentReplaces', '10.0.14');

CREATE TABLE "AskRecusals" (
    "Ask" TEXT NOT NULL,
    "Practitioner" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "PK_AskRecusals" PRIMARY KEY ("Ask", "Practitioner")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122090100_AddAskRecusals', '10.0.14');

ALTER TABLE "PoliciesSeen" ADD "Files" BLOB NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122090200_AddPolicyFiles', '10.0.14');

CREATE TABLE "ChildLinks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ChildLinks" PRIMARY KEY,
    "Child" TEXT NOT NULL,
    "Authority" TEXT NOT NULL,
    "Token" BLOB NOT NULL,
    "Slot" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Evidence" TEXT NOT NULL,
    "Model" TEXT NULL,
    "Born" TEXT NULL,
    "Sex" TEXT NULL,
    "Given" TEXT NULL,
    "Agency" TEXT NOT NULL,
    "Actor" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "MadeAt" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_ChildLinks_Authority_Token_Slot" ON "ChildLinks" ("Authority", "Token", "Slot");

CREATE INDEX "IX_ChildLinks_Child" ON "ChildLinks" ("Child");

CREATE INDEX "IX_ChildLinks_Agency_Status" ON "ChildLinks" ("Agency", "Status");

CREATE TABLE "ChildRedirects" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ChildRedirects" PRIMARY KEY,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "EndedBy" TEXT NOT NULL
);

CREATE UNIQUE INDEX "IX_ChildRedirects_From_EndedBy" ON "ChildRedirects" ("From", "EndedBy");

CREATE TABLE "DoNotLinks" (
    "One" TEXT NOT NULL,
    "Other" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Actor" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "PK_DoNotLinks" PRIMARY KEY ("One", "Other")
);

CREATE TABLE "LinkEvents" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LinkEvents" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Kept" TEXT NOT NULL,
    "Joined" TEXT NOT NULL,
    "KeptNumber" TEXT NOT NULL,
    "KeptBorn" TEXT NOT NULL,
    "JoinedNumber" TEXT NOT NULL,
    "JoinedBorn" TEXT NOT NULL,
    "Undoes" TEXT NULL,
    "Since" INTEGER NULL,
    "Moves" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Proposer" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "AnsweringAgency" TEXT NULL,
    "AnsweredBy" TEXT NULL,
    "AnswerReason" TEXT NULL,
    "AnsweredAt" INTEGER NULL,
    "SeenHasGaps" INTEGER NOT NULL,
    "SeenListedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_LinkEvents_State_At" ON "LinkEvents" ("State", "At");

CREATE TABLE "LinkCorrections" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LinkCorrections" PRIMARY KEY,
    "Event" TEXT NOT NULL,
    "Entry" TEXT NOT NULL,
    "Check" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Practitioner" TEXT NOT NULL,
    "SeenAt" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "ReadAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_LinkCorrections_Event_Entry" ON "LinkCorrections" ("Event", "Entry");

CREATE INDEX "IX_LinkCorrections_Agency_Practitioner_ReadAt" ON "LinkCorrections" ("Agency", "Practitioner", "ReadAt");

CREATE TABLE "LinkTasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LinkTasks" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Key" BLOB NOT NULL,
    "Link" TEXT NULL,
    "Reference" TEXT NOT NULL,
    "Why" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Outcome" TEXT NULL,
    "DoneBy" TEXT NULL,
    "DoneAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_LinkTasks_Agency_Key" ON "LinkTasks" ("Agency", "Key");

CREATE INDEX "IX_LinkTasks_Agency_DoneAt_At" ON "LinkTasks" ("Agency", "DoneAt", "At");

CREATE TABLE "LinkUploads" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LinkUploads" PRIMARY KEY,
    "Agency" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Records" INTEGER NOT NULL,
    "Linked" INTEGER NOT NULL,
    "Possible" INTEGER NOT NULL,
    "NotFound" INTEGER NOT NULL
);

CREATE INDEX "IX_LinkUploads_Agency_At" ON "LinkUploads" ("Agency", "At");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122150000_AddLinks', '10.0.14');

CREATE TABLE "RegisteredChildren" (
    "Token" BLOB NOT NULL CONSTRAINT "PK_RegisteredChildren" PRIMARY KEY,
    "Position" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL
);

CREATE UNIQUE INDEX "IX_RegisteredChildren_Position" ON "RegisteredChildren" ("Position");

CREATE TABLE "RegistrationFeed" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_RegistrationFeed" PRIMARY KEY,
    "Position" INTEGER NOT NULL
);

CREATE TABLE "RegistrationSenders" (
    "Agency" TEXT NOT NULL CONSTRAINT "PK_RegistrationSenders" PRIMARY KEY,
    "Sequence" INTEGER NOT NULL
);

INSERT INTO "RegistrationFeed" ("Id", "Position")
VALUES (1, 0);
SELECT changes();


INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122190000_AddRegistrations', '10.0.14');

CREATE TABLE "PointerLists" (
    "Custodian" TEXT NOT NULL CONSTRAINT "PK_PointerLists" PRIMARY KEY,
    "Sequence" INTEGER NOT NULL,
    "Envelope" TEXT NOT NULL,
    "Sealed" BLOB NOT NULL
);

CREATE TABLE "PointerContents" (
    "Custodian" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "PK_PointerContents" PRIMARY KEY ("Custodian", "Sequence")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122220000_AddPointers', '10.0.14');

CREATE TABLE "LateQuestions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LateQuestions" PRIMARY KEY,
    "Decision" TEXT NOT NULL,
    "InteractionId" TEXT NOT NULL,
    "PolicyHash" BLOB NOT NULL,
    "AskerAgency" TEXT NOT NULL,
    "AskerKind" TEXT NOT NULL,
    "Asker" TEXT NOT NULL,
    "AskerRole" TEXT NOT NULL,
    "AskerName" TEXT NULL,
    "Purpose" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "DateOfBirth" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "RequestId" TEXT NOT NULL,
    "AskedUnder" TEXT NOT NULL,
    "Since" TEXT NOT NULL,
    "LetGo" TEXT NOT NULL,
    "WhereFound" TEXT NOT NULL,
    "Site" TEXT NULL,
    "Encounter" TEXT NULL,
    "ArrivedAt" INTEGER NULL,
    "Until" INTEGER NOT NULL,
    "Open" TEXT NOT NULL,
    "NextTryAt" INTEGER NOT NULL,
    "Tries" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_LateQuestions_Decision" ON "LateQuestions" ("Decision");

CREATE INDEX "IX_LateQuestions_EndedAt_NextTryAt" ON "LateQuestions" ("EndedAt", "NextTryAt");

CREATE TABLE "LateAnswers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LateAnswers" PRIMARY KEY,
    "Question" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "IsNews" INTEGER NOT NULL,
    "LedgerEntry" TEXT NOT NULL,
    "Content" BLOB NOT NULL
);

CREATE INDEX "IX_LateAnswers_Question_At" ON "LateAnswers" ("Question", "At");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123010000_AddLateQuestions', '10.0.14');

ALTER TABLE "NoticesOfAttendance" ADD "Kind" TEXT NOT NULL DEFAULT 'Attendance';

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123010100_AddNoticeKinds', '10.0.14');

CREATE TABLE "Uploads" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Uploads" PRIMARY KEY,
    "Agency" TEXT NOT NULL,
    "Custodian" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "AsOf" INTEGER NOT NULL,
    "Format" TEXT NOT NULL,
    "Records" INTEGER NOT NULL,
    "Size" INTEGER NOT NULL,
    "Sha256" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Received" INTEGER NOT NULL,
    "Checked" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "ClaimedUntil" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "Code" TEXT NULL,
    "Detail" TEXT NULL,
    "Accepted" INTEGER NOT NULL,
    "Returned" INTEGER NOT NULL,
    "Head" BLOB NOT NULL
);

CREATE INDEX "IX_Uploads_Custodian_State" ON "Uploads" ("Custodian", "State");

CREATE TABLE "UploadParts" (
    "Upload" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "PK_UploadParts" PRIMARY KEY ("Upload", "At")
);

CREATE TABLE "UploadReturned" (
    "Content" TEXT NOT NULL,
    "First" INTEGER NOT NULL,
    "Last" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "PK_UploadReturned" PRIMARY KEY ("Content", "First")
);

CREATE TABLE "AppliedFiles" (
    "Custodian" TEXT NOT NULL CONSTRAINT "PK_AppliedFiles" PRIMARY KEY,
    "Sequence" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "Sealed" BLOB NOT NULL
);

CREATE TABLE "FileBuckets" (
    "Content" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "PK_FileBuckets" PRIMARY KEY ("Content", "Number")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123050000_AddUploads', '10.0.14');

CREATE TABLE "InboxNotices" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_InboxNotices" PRIMARY KEY,
    "Key" BLOB NOT NULL,
    "Event" TEXT NOT NULL,
    "SubjectKind" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Part" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Roles" TEXT NOT NULL,
    "Person" TEXT NULL,
    "Colleague" TEXT NULL,
    "Except" TEXT NULL,
    "FromAgency" TEXT NULL,
    "FromPerson" TEXT NULL,
    "Red" INTEGER NOT NULL,
    "Words" TEXT NOT NULL,
    "Due" INTEGER NULL,
    "Ring" TEXT NULL,
    "InteractionId" TEXT NOT NULL,
    "Child" TEXT NULL,
    "DateOfBirth" TEXT NULL,
    "Relationship" TEXT NULL,
    "RelationshipEndedAt" INTEGER NULL,
    "At" INTEGER NOT NULL,
    "PostedAt" INTEGER NOT NULL,
    "Step" INTEGER NOT NULL,
    "NextAt" INTEGER NULL,
    "Rank" INTEGER NOT NULL,
    "Unanswered" INTEGER NOT NULL,
    "AcknowledgedAt" INTEGER NULL,
    "AcknowledgedBy" TEXT NULL,
    "AcknowledgedAgency" TEXT NULL
);

CREATE UNIQUE INDEX "IX_InboxNotices_Key" ON "InboxNotices" ("Key");

CREATE INDEX "IX_InboxNotices_NextAt" ON "InboxNotices" ("NextAt");

CREATE INDEX "IX_InboxNotices_Unanswered_Rank" ON "InboxNotices" ("Unanswered", "Rank");

CREATE INDEX "IX_InboxNotices_Rank_AcknowledgedAt" ON "InboxNotices" ("Rank", "AcknowledgedAt");

CREATE TABLE "NoticeTurns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_NoticeTurns" PRIMARY KEY,
    "Notice" TEXT NOT NULL,
    "Step" INTEGER NOT NULL,
    "Part" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Roles" TEXT NOT NULL,
    "Person" TEXT NULL,
    "Title" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Urgency" TEXT NOT NULL,
    "Items" TEXT NOT NULL,
    "Told" INTEGER NOT NULL,
    "Code" TEXT NOT NULL,
    "LedgerEntry" TEXT NOT NULL,
    "DeliveredAt" INTEGER NULL,
    "ReadAt" INTEGER NULL,
    "ReadBy" TEXT NULL
);

CREATE UNIQUE INDEX "IX_NoticeTurns_Notice_Step" ON "NoticeTurns" ("Notice", "Step");

CREATE INDEX "IX_NoticeTurns_Agency_At" ON "NoticeTurns" ("Agency", "At");

CREATE TABLE "NoticesPassed" (
    "Notice" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    CONSTRAINT "PK_NoticesPassed" PRIMARY KEY ("Notice", "Agency", "Person")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123080000_AddInbox', '10.0.14');

CREATE TABLE "Referrals" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Referrals" PRIMARY KEY,
    "Reference" TEXT NULL,
    "Agency" TEXT NOT NULL,
    "AgencyKind" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "PersonName" TEXT NULL,
    "Colleague" TEXT NULL,
    "Wanted" TEXT NOT NULL,
    "DangerNow" INTEGER NOT NULL,
    "Urgent" INTEGER NOT NULL,
    "DraftedAt" INTEGER NOT NULL,
    "SentAt" INTEGER NULL,
    "CompletedAt" INTEGER NULL,
    "Request" TEXT NOT NULL,
    "Sent" BLOB NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_Referrals_Reference" ON "Referrals" ("Reference");

CREATE UNIQUE INDEX "IX_Referrals_Request" ON "Referrals" ("Request");

CREATE INDEX "IX_Referrals_Agency_Person_SentAt" ON "Referrals" ("Agency", "Person", "SentAt");

CREATE INDEX "IX_Referrals_SentAt_DraftedAt" ON "Referrals" ("SentAt", "DraftedAt");

CREATE TABLE "ReferralChildren" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ReferralChildren" PRIMARY KEY,
    "Referral" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Council" TEXT NOT NULL,
    "Asked" TEXT NOT NULL,
    "About" BLOB NOT NULL,
    "Standing" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Rating" TEXT NOT NULL,
    "Danger" INTEGER NOT NULL,
    "DueAt" INTEGER NULL,
    "WakeAt" INTEGER NULL,
    "Told" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_ReferralChildren_Referral" ON "ReferralChildren" ("Referral");

CREATE INDEX "IX_ReferralChildren_Council_State_DueAt" ON "ReferralChildren" ("Council", "State", "DueAt");

CREATE INDEX "IX_ReferralChildren_WakeAt" ON "ReferralChildren" ("WakeAt");

CREATE TABLE "ReferralSteps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ReferralSteps" PRIMARY KEY,
    "Referral" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "Request" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Sent" BLOB NOT NULL,
    "Event" TEXT NOT NULL,
    "Outcome" TEXT NOT NULL,
    "Clock" TEXT NOT NULL,
    "Actor" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "PersonName" TEXT NULL,
    "Role" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Texts" BLOB NOT NULL,
    "Council" TEXT NOT NULL,
    "Standing" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "LedgerEntry" TEXT NOT NULL,
    "LedgerIndex" INTEGER NOT NULL,
    "LedgerAt" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_ReferralSteps_Request_Child_Number" ON "ReferralSteps" ("Request", "Child", "Number");

CREATE INDEX "IX_ReferralSteps_Child_Version" ON "ReferralSteps" ("Child", "Version");

CREATE TABLE "ReferralTasks" (
    "Referral" TEXT NOT NULL,
    "Task" TEXT NOT NULL,
    "Content" BLOB NOT NULL,
    "SavedAt" INTEGER NOT NULL,
    CONSTRAINT "PK_ReferralTasks" PRIMARY KEY ("Referral", "Task")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123080000_AddReferrals', '10.0.14');

CREATE TABLE "NoticeDeliveries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_NoticeDeliveries" PRIMARY KEY,
    "Notice" TEXT NOT NULL,
    "Turn" TEXT NOT NULL,
    "Channel" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "Urgency" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "NextAttemptAt" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "LastFailure" TEXT NULL,
    "SentAt" INTEGER NULL,
    "DeadAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_NoticeDeliveries_Turn_Channel_Role" ON "NoticeDeliveries" ("Turn", "Channel", "Role");

CREATE INDEX "IX_NoticeDeliveries_SentAt_DeadAt_NextAttemptAt" ON "NoticeDeliveries" ("SentAt", "DeadAt", "NextAttemptAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123080100_AddNoticeDeliveries', '10.0.14');

ALTER TABLE "InboxNotices" ADD "Items" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123090000_AddNoticeItems', '10.0.14');

ALTER TABLE "ReferralSteps" ADD "Facts" TEXT NULL;

ALTER TABLE "ReferralChildren" ADD "Worker" TEXT NULL;

ALTER TABLE "ReferralChildren" ADD "WorkerName" TEXT NULL;

ALTER TABLE "ReferralChildren" ADD "MergedInto" TEXT NULL;

CREATE INDEX "IX_ReferralSteps_Agency_Event_At" ON "ReferralSteps" ("Agency", "Event", "At");

CREATE INDEX "IX_ReferralChildren_MergedInto" ON "ReferralChildren" ("MergedInto");

CREATE TABLE "ReferralAsks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ReferralAsks" PRIMARY KEY,
    "Child" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Step" TEXT NOT NULL,
    "AskedAt" INTEGER NOT NULL,
    "Answer" TEXT NULL,
    "AnsweredAt" INTEGER NULL,
    "Declined" INTEGER NOT NULL
);

CREATE INDEX "IX_ReferralAsks_Child" ON "ReferralAsks" ("Child");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123090000_AddReferralSteps', '10.0.14');

ALTER TABLE "Referrals" ADD "Kind" TEXT NOT NULL DEFAULT '';

CREATE TABLE "Incidents" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Incidents" PRIMARY KEY,
    "Agency" TEXT NOT NULL,
    "Place" BLOB NULL,
    "AttendedAt" INTEGER NULL,
    "SentAt" INTEGER NULL,
    "Rating" TEXT NOT NULL,
    CONSTRAINT "FK_Incidents_Referrals_Id" FOREIGN KEY ("Id") REFERENCES "Referrals" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_Incidents_Agency_Place_AttendedAt" ON "Incidents" ("Agency", "Place", "AttendedAt");

CREATE TABLE "IncidentTasks" (
    "Incident" TEXT NOT NULL,
    "Task" TEXT NOT NULL,
    "Content" BLOB NOT NULL,
    "SavedAt" INTEGER NOT NULL,
    CONSTRAINT "PK_IncidentTasks" PRIMARY KEY ("Incident", "Task"),
    CONSTRAINT "FK_IncidentTasks_Incidents_Incident" FOREIGN KEY ("Incident") REFERENCES "Incidents" ("Id") ON DELETE CASCADE
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123110000_AddIncidents', '10.0.14');

ALTER TABLE "InboxNotices" ADD "Reference" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123110000_AddNoticeSubjectReference', '10.0.14');

CREATE TABLE "OwedMessages" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_OwedMessages" PRIMARY KEY AUTOINCREMENT,
    "Id" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Body" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL
);

CREATE TABLE "MessageLines" (
    "Agency" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "Last" INTEGER NOT NULL,
    CONSTRAINT "PK_MessageLines" PRIMARY KEY ("Agency", "Child")
);

CREATE TABLE "ParkedMessages" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ParkedMessages" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Agency" TEXT NOT NULL,
    "Child" TEXT NULL,
    "Body" BLOB NULL,
    "Because" TEXT NOT NULL,
    "ParkedAt" INTEGER NOT NULL,
    "ReplayedAt" INTEGER NULL
);

CREATE INDEX "IX_ParkedMessages_ReplayedAt_ParkedAt" ON "ParkedMessages" ("ReplayedAt", "ParkedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123110500_AddAgencyMessages', '10.0.14');

CREATE TABLE "SchoolNotices" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_SchoolNotices" PRIMARY KEY,
    "Incident" TEXT NOT NULL,
    "School" TEXT NOT NULL,
    "Council" TEXT NOT NULL,
    "Force" TEXT NOT NULL,
    "HomeForce" TEXT NULL,
    "Red" INTEGER NOT NULL,
    "About" BLOB NOT NULL,
    "At" INTEGER NOT NULL,
    "Stage" TEXT NOT NULL,
    "OnRoll" INTEGER NOT NULL,
    "WakeAt" INTEGER NULL
);

CREATE INDEX "IX_SchoolNotices_WakeAt" ON "SchoolNotices" ("WakeAt");

CREATE INDEX "IX_SchoolNotices_Incident" ON "SchoolNotices" ("Incident");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123111000_AddSchoolNotices', '10.0.14');

CREATE TABLE "Concerns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Concerns" PRIMARY KEY,
    "School" TEXT NOT NULL,
    "Author" TEXT NOT NULL,
    "AuthorRole" TEXT NOT NULL,
    "AuthorName" TEXT NULL,
    "WrittenAt" INTEGER NOT NULL,
    "DangerNow" INTEGER NOT NULL,
    "Content" BLOB NOT NULL,
    "Allegation" INTEGER NOT NULL,
    "Named" BLOB NULL,
    "State" TEXT NOT NULL,
    "ReadAt" INTEGER NULL,
    "Owner" TEXT NULL,
    "Referral" TEXT NULL,
    "DeputyAt" INTEGER NULL,
    "Request" TEXT NOT NULL,
    "Sent" BLOB NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_Concerns_Request" ON "Concerns" ("Request");

CREATE INDEX "IX_Concerns_School_Allegation_State_WrittenAt" ON "Concerns" ("School", "Allegation", "State", "WrittenAt");

CREATE INDEX "IX_Concerns_DeputyAt" ON "Concerns" ("DeputyAt");

CREATE TABLE "ConcernNotes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ConcernNotes" PRIMARY KEY,
    "Concern" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "PersonName" TEXT NULL,
    "At" INTEGER NOT NULL,
    "Content" BLOB NOT NULL,
    "Request" TEXT NOT NULL,
    "Sent" BLOB NOT NULL
);

CREATE UNIQUE INDEX "IX_ConcernNotes_Request" ON "ConcernNotes" ("Request");

CREATE INDEX "IX_ConcernNotes_Concern" ON "ConcernNotes" ("Concern");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123112000_AddConcerns', '10.0.14');

CREATE TABLE "EndedSessions" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_EndedSessions" PRIMARY KEY,
    "Until" INTEGER NOT NULL
);

CREATE INDEX "IX_EndedSessions_Until" ON "EndedSessions" ("Until");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123113000_AddEndedSessions', '10.0.14');

ALTER TABLE "ReferralChildren" ADD "Disputed" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "ReferralChildren" ADD "LeadTold" INTEGER NOT NULL DEFAULT 0;

UPDATE "ReferralChildren" SET "Disputed" = TRUE WHERE "Standing" LIKE '%"disagreement":{%';

UPDATE "ReferralChildren" SET "LeadTold" = TRUE WHERE "Told" LIKE '%feedback-read.%b%';

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123120000_AddReferralLists', '10.0.14');

CREATE TABLE "Visits" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Visits" PRIMARY KEY,
    "Agency" TEXT NOT NULL,
    "Site" TEXT NULL,
    "Encounter" BLOB NOT NULL,
    "Child" BLOB NOT NULL,
    "About" BLOB NOT NULL,
    "ArrivedAt" INTEGER NOT NULL,
    "BegunAt" INTEGER NOT NULL,
    "End" TEXT NOT NULL,
    "EndedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_Visits_Encounter" ON "Visits" ("Encounter");

CREATE INDEX "IX_Visits_Agency_End_ArrivedAt" ON "Visits" ("Agency", "End", "ArrivedAt");

CREATE INDEX "IX_Visits_Child_ArrivedAt" ON "Visits" ("Child", "ArrivedAt");

CREATE TABLE "VisitEntries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_VisitEntries" PRIMARY KEY,
    "Visit" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Request" TEXT NOT NULL,
    "Sent" BLOB NOT NULL,
    "Kind" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "PersonName" TEXT NULL,
    "Role" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Content" BLOB NOT NULL,
    "LedgerEntry" TEXT NOT NULL,
    "LedgerIndex" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_VisitEntries_Visit_Number" ON "VisitEntries" ("Visit", "Number");

CREATE UNIQUE INDEX "IX_VisitEntries_Request" ON "VisitEntries" ("Request");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123140000_AddVisits', '10.0.14');

CREATE TABLE "LedgerFollowed" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_LedgerFollowed" PRIMARY KEY,
    "Position" INTEGER NOT NULL
);

CREATE TABLE "ChecksSeen" (
    "Position" INTEGER NOT NULL CONSTRAINT "PK_ChecksSeen" PRIMARY KEY,
    "ChildKey" INTEGER NOT NULL,
    "Agency" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Plan" TEXT NOT NULL
);

CREATE INDEX "IX_ChecksSeen_ChildKey_At" ON "ChecksSeen" ("ChildKey", "At");

CREATE INDEX "IX_ChecksSeen_At" ON "ChecksSeen" ("At");

CREATE TABLE "Signals" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Signals" PRIMARY KEY,
    "Position" INTEGER NOT NULL,
    "ChildKey" INTEGER NOT NULL,
    "Child" TEXT NOT NULL,
    "DateOfBirth" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "EndsAt" INTEGER NOT NULL,
    "LastAgency" TEXT NOT NULL,
    "Checks" TEXT NOT NULL,
    "Councils" TEXT NOT NULL,
    "NextTryAt" INTEGER NOT NULL,
    "ToldAt" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_Signals_Position" ON "Signals" ("Position");

CREATE INDEX "IX_Signals_ChildKey_EndsAt" ON "Signals" ("ChildKey", "EndsAt");

CREATE INDEX "IX_Signals_ToldAt_NextTryAt" ON "Signals" ("ToldAt", "NextTryAt");

CREATE INDEX "IX_Signals_At" ON "Signals" ("At");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123230000_AddSignals', '10.0.14');

CREATE TABLE "SourceSilences" (
    "Source" TEXT NOT NULL CONSTRAINT "PK_SourceSilences" PRIMARY KEY,
    "Since" INTEGER NOT NULL,
    "LastFailureAt" INTEGER NOT NULL,
    "ToldAt" INTEGER NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123231000_AddSourceSilences', '10.0.14');

ALTER TABLE "Concerns" ADD "ReadBy" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123234500_AddConcernReader', '10.0.14');

CREATE TABLE "Erasures" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Erasures" PRIMARY KEY,
    "Agency" TEXT NOT NULL,
    "Record" TEXT NOT NULL,
    "PlannedAt" INTEGER NOT NULL,
    "LedgerEntry" TEXT NULL,
    "DoneAt" INTEGER NULL
);

CREATE INDEX "IX_Erasures_DoneAt" ON "Erasures" ("DoneAt");

CREATE TABLE "ErasedRecords" (
    "Kind" TEXT NOT NULL,
    "Record" TEXT NOT NULL,
    "Unit" TEXT NOT NULL,
    "Erasure" TEXT NOT NULL,
    "Agencies" TEXT NOT NULL,
    "GoneAt" INTEGER NULL,
    CONSTRAINT "PK_ErasedRecords" PRIMARY KEY ("Kind", "Record")
);

CREATE INDEX "IX_ErasedRecords_Erasure" ON "ErasedRecords" ("Erasure");

CREATE TABLE "RetentionSweeps" (
    "Record" TEXT NOT NULL CONSTRAINT "PK_RetentionSweeps" PRIMARY KEY,
    "Day" TEXT NOT NULL,
    "After" TEXT NULL,
    "Looked" INTEGER NOT NULL,
    "Gone" INTEGER NOT NULL,
    "Held" INTEGER NOT NULL,
    "DoneAt" INTEGER NULL
);

CREATE TABLE "RetentionGates" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_RetentionGates" PRIMARY KEY,
    "Turn" INTEGER NOT NULL
);

INSERT INTO "RetentionGates" ("Id", "Turn") VALUES (1, 0);

CREATE TABLE "RetentionHolds" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_RetentionHolds" PRIMARY KEY,
    "Agency" TEXT NOT NULL,
    "Record" TEXT NULL,
    "Child" BLOB NULL,
    "About" BLOB NOT NULL,
    "Basis" TEXT NOT NULL,
    "PlacedBy" TEXT NOT NULL,
    "PlacedByName" TEXT NULL,
    "PlacedAt" INTEGER NOT NULL,
    "Request" TEXT NOT NULL,
    "Sent" BLOB NOT NULL,
    "LiftAskedBy" TEXT NULL,
    "LiftAskedByName" TEXT NULL,
    "LiftAskedAt" INTEGER NULL,
    "LiftWhy" BLOB NULL,
    "LiftedBy" TEXT NULL,
    "LiftedByName" TEXT NULL,
    "LiftedAt" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_RetentionHolds_Request" ON "RetentionHolds" ("Request");

CREATE INDEX "IX_RetentionHolds_Agency_LiftedAt" ON "RetentionHolds" ("Agency", "LiftedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123234500_AddRetention', '10.0.14');

CREATE TABLE "SchoolFiles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_SchoolFiles" PRIMARY KEY,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "SentBy" TEXT NOT NULL,
    "SentByName" TEXT NULL,
    "SentAt" INTEGER NOT NULL,
    "Content" BLOB NOT NULL,
    "ReceivedAt" INTEGER NULL,
    "ReceivedBy" TEXT NULL,
    "ReceivedByName" TEXT NULL,
    "ChaseAt" INTEGER NULL,
    "Chased" INTEGER NOT NULL,
    "Request" TEXT NOT NULL,
    "Sent" BLOB NOT NULL
);

CREATE UNIQUE INDEX "IX_SchoolFiles_Request" ON "SchoolFiles" ("Request");

CREATE INDEX "IX_SchoolFiles_To_SentAt" ON "SchoolFiles" ("To", "SentAt");

CREATE INDEX "IX_SchoolFiles_From_SentAt" ON "SchoolFiles" ("From", "SentAt");

CREATE INDEX "IX_SchoolFiles_ChaseAt" ON "SchoolFiles" ("ChaseAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123234600_AddSchoolFiles', '10.0.14');

ALTER TABLE "Concerns" ADD "LookAt" INTEGER NULL;

CREATE INDEX "IX_Concerns_LookAt" ON "Concerns" ("LookAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123235200_AddConcernLookAt', '10.0.14');

ALTER TABLE "InboxNotices" ADD "Handling" TEXT NOT NULL DEFAULT '';

ALTER TABLE "Referrals" ADD "Handling" TEXT NOT NULL DEFAULT '';

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123240000_AddHandling', '10.0.14');

ALTER TABLE "ReferralChildren" ADD "NumberKey" BLOB NULL;

CREATE INDEX "IX_ReferralChildren_NumberKey" ON "ReferralChildren" ("NumberKey");

ALTER TABLE "ReferralChildren" ADD "CalledKey" BLOB NULL;

CREATE INDEX "IX_ReferralChildren_CalledKey" ON "ReferralChildren" ("CalledKey");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123241000_AddSameChild', '10.0.14');

ALTER TABLE "ChecksSeen" ADD "Asker" INTEGER NOT NULL DEFAULT 0;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123242000_AddAskers', '10.0.14');

ALTER TABLE "Alerts" ADD "Told" INTEGER NOT NULL DEFAULT 1;

CREATE INDEX "IX_Alerts_Told" ON "Alerts" ("Told");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123243000_AddToldAlerts', '10.0.14');

CREATE TABLE "ReferralAttachments" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ReferralAttachments" PRIMARY KEY,
    "Referral" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Same" BLOB NULL,
    "About" BLOB NOT NULL,
    "State" TEXT NOT NULL,
    "AddedAt" INTEGER NOT NULL,
    "CheckedAt" INTEGER NULL,
    "TryAt" INTEGER NOT NULL,
    "Tries" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_ReferralAttachments_Referral_Same" ON "ReferralAttachments" ("Referral", "Same");

CREATE INDEX "IX_ReferralAttachments_State_TryAt" ON "ReferralAttachments" ("State", "TryAt");

CREATE TABLE "ReferralAttachmentParts" (
    "Attachment" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Content" BLOB NOT NULL,
    CONSTRAINT "PK_ReferralAttachmentParts" PRIMARY KEY ("Attachment", "Number")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123246000_AddReferralAttachments', '10.0.14');

CREATE TABLE "ConcernsTyped" (
    "Agency" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "Page" TEXT NOT NULL,
    "Content" BLOB NOT NULL,
    "KeptAt" INTEGER NOT NULL,
    CONSTRAINT "PK_ConcernsTyped" PRIMARY KEY ("Agency", "Person", "Page")
);

CREATE INDEX "IX_ConcernsTyped_KeptAt" ON "ConcernsTyped" ("KeptAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123248000_AddConcernsTyped', '10.0.14');

CREATE TABLE "SchoolFileConcerns" (
    "File" TEXT NOT NULL,
    "Concern" TEXT NOT NULL,
    CONSTRAINT "PK_SchoolFileConcerns" PRIMARY KEY ("File", "Concern")
);

CREATE INDEX "IX_SchoolFileConcerns_Concern" ON "SchoolFileConcerns" ("Concern");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123249000_AddSchoolFileConcerns', '10.0.14');

CREATE TABLE "ConcernReferrals" (
    "Concern" TEXT NOT NULL,
    "Referral" TEXT NOT NULL,
    "Decision" TEXT NULL,
    CONSTRAINT "PK_ConcernReferrals" PRIMARY KEY ("Concern", "Referral")
);

CREATE INDEX "IX_ConcernReferrals_Referral" ON "ConcernReferrals" ("Referral");

INSERT INTO "ConcernReferrals" ("Concern", "Referral") SELECT "Id", "Referral" FROM "Concerns" WHERE "Referral" IS NOT NULL;

ALTER TABLE "Concerns" DROP COLUMN "Referral";

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123250000_AddConcernReferrals', '10.0.14');

CREATE TABLE "ReferralDeliveries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ReferralDeliveries" PRIMARY KEY,
    "Referral" TEXT NOT NULL,
    "Child" TEXT NOT NULL,
    "Council" TEXT NOT NULL,
    "Rating" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "NextAttemptAt" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "LastFailure" TEXT NULL,
    "LedgerEntry" TEXT NULL,
    "LedgerIndex" INTEGER NULL
);

CREATE UNIQUE INDEX "IX_ReferralDeliveries_Child" ON "ReferralDeliveries" ("Child");

CREATE INDEX "IX_ReferralDeliveries_NextAttemptAt" ON "ReferralDeliveries" ("NextAttemptAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123252000_AddReferralDeliveries', '10.0.14');

