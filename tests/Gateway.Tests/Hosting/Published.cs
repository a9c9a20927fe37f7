using System.Text.RegularExpressions;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Hosting;

/// <summary>The published contract of the service, and the words that it never says. Every answer of every test passes through here.</summary>
internal static partial class Published
{
    private static readonly JsonSchema Schema = new(Contracts.Json("openapi/gateway.v1.json"));

    private static readonly (Regex Operation, string Schema)[] Answers =
    [
        (new Regex("^post /v1/(checks|asks/[^/]+/collect)$"), "Answer"), (new Regex("^get /v1/checks/[^/]+/late$"), "Late"), (new Regex("^get /v1/late$"), "LateNews"), (new Regex("^get /v1/reviews$"), "Reviews"), (new Regex("^post /v1/reviews/[^/]+/outcome$"), "ReviewEnded"),
        (new Regex("^post /v1/matches(/confirmations)?$"), "Match"), (new Regex("^get /v1/alerts$"), "Alerts"), (new Regex("^get /v1/asks$"), "Asks"), (new Regex("^get /v1/asks/[^/]+$"), "Ask"),
        (new Regex("^post /v1/asks/[^/]+/answer$"), "Ask"), (new Regex("^(get|post) /v1/decisions/[^/]+/challenge$"), "Challenge"),
        (new Regex("^get /v1/decisions/[^/]+$"), "Explanation"), (new Regex("^post /v1/advice$"), "Advice"),
        (new Regex("^post /v1/consents/search$"), "ConsentsFound"), (new Regex("^post /v1/consents(/[^/]+/(withdrawal|review))?$"), "ConsentRecorded"),
        (new Regex("^post /v1/engagements$"), "EngagementRecorded"),
        (new Regex("^post /ledger/v1/search$"), "LedgerFound"), (new Regex("^post /ledger/v1/agreements$"), "AgreementMade"), (new Regex("^get /ledger/v1/health$"), "LedgerHealth"),
        (new Regex("^get /ledger/v1/receipt/[^/]+$"), "LedgerReceipts"),
        (new Regex("^post /v1/registrations$"), "RegistrationsTaken"), (new Regex("^post /v1/pointers$"), "PointersTaken"),
        (new Regex("^get /v1/uploads/[^/]+/records"), "UploadRecords"), (new Regex("^(get|post|put) /v1/uploads"), "UploadProgress"), (new Regex("^post /v1/look-releases$"), "LookReleased"),
        (new Regex("^post /v1/links$"), "LinksUploaded"), (new Regex("^post /v1/links/(search|[^/]+/(dispute|confirmation|withdrawal))$"), "Link"),
        (new Regex("^get /v1/link-events$"), "LinkEvents"), (new Regex("^post /v1/link-events(/[^/]+/answer)?$"), "LinkEvent"), (new Regex("^post /v1/do-not-links$"), "KeptApart"),
        (new Regex("^get /v1/link-tasks$"), "LinkTasks"), (new Regex("^post /v1/link-tasks/[^/]+/outcome$"), "ReviewEnded"),
        (new Regex("^get /v1/notices$"), "Notices"), (new Regex("^(get|post) /v1/notices/[^/]+(/(acknowledgement|not-mine))?$"), "Notice"),
        (new Regex("^get /v1/signals/[^/]+$"), "Signal"), (new Regex("^post /v1/chronologies"), "Chronology"),
        (new Regex("^get /v1/retention$"), "Retention"), (new Regex("^get /v1/retention/preview$"), "RetentionPreview"), (new Regex("^post /v1/retention/holds"), "RetentionHold"), (new Regex("^post /v1/retention/extracts$"), "RetentionExtract"),
        (new Regex("^get /v1/notice-deliveries$"), "NoticeDeliveries"), (new Regex("^post /v1/notice-deliveries/[^/]+/replay$"), "NoticeDeliveryReplayed"),
        (new Regex("^get /v1/parked-messages$"), "ParkedMessages"), (new Regex("^post /v1/parked-messages/[^/]+/replay$"), "ParkedMessageReplayed"),
        (new Regex("^get /v1/referrals/[^/]+/attachments$"), "ReferralAttachments"), (new Regex("^post /v1/referrals/[^/]+/attachments$"), "ReferralAttachment"),
        (new Regex("^get /v1/referrals/sent-on$"), "ReferralsSentOn"), (new Regex("^get /v1/referrals/[^/]+/steps$"), "ReferralSteps"), (new Regex("^get /v1/referrals/[^/]+/feedback$"), "ReferralFeedback"),
        (new Regex("^get /v1/referrals/[^/]+/duplicates$"), "ReferralDuplicates"), (new Regex("^get /v1/referrals/[^/]+/earlier$"), "ReferralsEarlier"), (new Regex("^post /v1/plan-changes$"), "PlanChangeTold"), (new Regex("^get /v1/referrals(/inbox|/asked)?$"), "Referrals"), (new Regex("^get /v1/referrals/[^/]+$"), "Referral"), (new Regex("^(post /v1/referrals|put /v1/referrals/[^/]+/tasks/[a-z]+)$"), "ReferralSaved"),
        (new Regex("^post /v1/referrals/(urgent|[^/]+/[a-z-]+)$"), "ReferralStepTaken"),
        (new Regex("^post /v1/incidents/[^/]+/send$"), "ReferralStepTaken"), (new Regex("^(get|post|put) /v1/incidents"), "Incident"),
        (new Regex("^get /v1/school-notices/"), "SchoolNotice"),
        (new Regex("^get /v1/school-files$"), "SchoolFiles"), (new Regex("^get /v1/school-files/[^/]+$"), "SchoolFile"), (new Regex("^post /v1/school-files(/[^/]+/receipt)?$"), "SchoolFileHead"),
        (new Regex("^get /v1/(concerns(/written)?|allegations)$"), "Concerns"), (new Regex("^get /v1/concerns/[^/]+$"), "Concern"), (new Regex("^post /v1/concerns"), "ConcernDone"),
        (new Regex("^get /v1/visits$"), "Visits"), (new Regex("^get /v1/visits/meeting$"), "VisitMeeting"), (new Regex("^(post /v1/visits(/[^/]+/[a-z-]+)?|get /v1/visits/[^/]+)$"), "Visit"),
        (new Regex("^get /v1/corrections$"), "Corrections"), (new Regex("^post /v1/corrections/[^/]+/read$"), "CorrectionRead"),
    ];

    public static void Check(Answer answer, string operation)
    {
        if (answer.Bytes.Length == 0) return;
        var schema = answer.Status switch
        {
            200 or 201 => Answers.First(known => known.Operation.IsMatch(operation)).Schema,
            403 when answer.Text.Contains("problem:refused") => "Refusal",
            503 when answer.Text.Contains("\"completeness\"") => "Silence",
            _ => "Problem",
        };
        Assert.Empty(Schema.Check(answer.Json, "#/components/schemas/" + schema));
        Assert.DoesNotMatch(Unsaid(), answer.Text);
        Assert.DoesNotContain("no concerns", answer.Text.Replace("does not mean there are no concerns", "").Replace("not the same as no concerns", ""), StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\b(all clear|clear|sorry|invalid|please|forbidden|oops|unfortunately)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unsaid();
}
