using Gateway.Federation;
using Gateway.Notices;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Notices;

/// <summary>Notices to post.</summary>
internal static class Tell
{
    public static readonly TestChild Child = TestChild.Of(70, "ZB1 1AA");
    public static readonly Guid Subject = new("0198f2a0-0000-7000-8000-000000000001");

    public static ChildAsked About => new(NhsNumber.Read(Child.Number, out var number) is NhsNumberFault.None ? number : throw new InvalidOperationException(), Child.Born);

    /// <summary>To the nurse who asked: something came late.</summary>
    public static Posting Late(string person = "nurse") => new(
        NoticeEvent.LateAnswer, NoticeSubject.Check(Subject), new PostingTo(NoticeRecipient.Asker, "alder-valley-nhs-trust") { Role = "ed-triage-clinician", Person = person }, InboxHost.Morning)
    {
        Words = [NoticeWord.NewInformation],
        From = new Gateway.Audit.Actor("alder-valley-nhs-trust", "nurse"),
    };

    /// <summary>To the front door: a referral came.</summary>
    public static Posting Referral(bool red = false, string agency = "aldersham-council", Guid? id = null) => new(
        NoticeEvent.ReferralSent, NoticeSubject.Referral(id ?? Subject), new PostingTo(NoticeRecipient.FrontDoor, agency), InboxHost.Morning)
    {
        Red = red,
        Words = [NoticeWord.Received],
        Child = About,
        Ring = "alder-valley-nhs-trust",
    };

    /// <summary>To a social worker: a child with a plan attends.</summary>
    public static Posting Attended(RelationshipType? involved, NoticeRecipient part = NoticeRecipient.SocialWorker, string agency = "aldersham-council") => new(
        NoticeEvent.KnownChildAttended, NoticeSubject.Check(Subject), new PostingTo(part, agency), InboxHost.Morning)
    {
        Child = About,
        Relationship = involved is { } type ? new Relationship(type, null) : null,
        Words = [NoticeWord.Concern, NoticeWord.RingBack],
    };
}
