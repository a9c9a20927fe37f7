using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Messages;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>
/// The ledger's entries about referrals. Who, which referral and what happened stand in the common section; who a child is, and where they stand now, in
/// the child's own. What people wrote stays in the store: the entry names which texts there were.
/// </summary>
internal static class ReferralEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    public static LedgerEntry Of(StepTaking taking, Referral referral, ImmutableArray<StepMoved> moved, ImmutableArray<StepMessage> told, ImmutableArray<Guid> attachments, SealReferrals seal) => new(
        EntryType.Referral, taking.Request, taking.Who?.Agency.Kind.Class() ?? AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            if (taking.Who is { } who) RecordReading.WriteWho(json, who);
            else json.WriteString("agency"u8, moved[0].Child.Council);
            json.WriteString("kind"u8, moved[0].Word);
            json.WriteString("referral"u8, referral.Id);
            if (referral.Reference is { } reference) json.WriteString("reference"u8, reference);
            json.WriteStartArray("steps"u8);
            foreach (var each in moved) Write(json, each, referral);
            json.WriteEndArray();
            Told(json, told);
            if (attachments.IsEmpty) return;
            json.WriteStartArray("attachments"u8);
            foreach (var attachment in attachments) json.WriteStringValue(attachment);
            json.WriteEndArray();
        }), taking.Who is { } actor ? Actor.Of(actor) : new Actor(moved[0].Child.Council)),
        [.. Sections(moved, seal)]);

    /// <summary>A draft that nobody sent went at the end of its time. Nobody had received anything of it.</summary>
    public static LedgerEntry DraftGone(Referral referral) => new(
        EntryType.Referral, referral.Id, AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, ReferralEvent.DraftDeleted.Word());
            json.WriteString("referral"u8, referral.Id);
            json.WriteString("agency"u8, referral.Agency);
            json.WriteString("clock"u8, ReferralClock.DraftKept.Word());
        }), new Actor(referral.Agency, referral.Person)),
        []);

    /// <summary>A draft that its author took away.</summary>
    public static LedgerEntry DraftDeleted(Practitioner who, Referral referral) => new(
        EntryType.Referral, referral.Id, who.Agency.Kind.Class(), EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            RecordReading.WriteWho(json, who);
            json.WriteString("kind"u8, ReferralEvent.DraftDeleted.Word());
            json.WriteString("referral"u8, referral.Id);
        }), Actor.Of(who)),
        []);

    /// <summary>A child's part of a referral is about to leave for the council's own system, which reads it as the council's people would here.</summary>
    public static LedgerEntry Delivered(ReferralDelivery delivery, Referral referral, ReferralChild child, SealReferrals seal) => new(
        EntryType.Referral, delivery.Id, AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "referral.delivered");
            json.WriteString("referral"u8, referral.Id);
            if (referral.Reference is { } reference) json.WriteString("reference"u8, reference);
            json.WriteString("agency"u8, delivery.Council);
            json.WriteString("delivery"u8, delivery.Id);
            json.WriteString("child"u8, child.Id);
        }), new Actor(delivery.Council)),
        [.. seal.Open(child) is { Number: { } number, Born: { } born } && new ChildAsked(number, born) is var asked
            ? [asked.Section(RetentionClass.Decision(delivery.Council), json =>
            {
                AskCustodians.WriteChild(json, asked);
                json.WriteString("referralChild"u8, child.Id);
            })]
            : Array.Empty<ChildSection>()]);

    /// <summary>A virus was found in a file, and its bytes go where no hold keeps them. The entry names the file by its id alone.</summary>
    /// <param name="virus">As the scanner calls it.</param>
    public static LedgerEntry VirusFound(Referral referral, ReferralAttachment attachment, string virus) => new(
        EntryType.Referral, attachment.Id, AgencyClass.Gateway, EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "attachment.virus-found");
            json.WriteString("referral"u8, referral.Id);
            if (referral.Reference is { } reference) json.WriteString("reference"u8, reference);
            json.WriteString("agency"u8, referral.Agency);
            json.WriteString("attachment"u8, attachment.Id);
            json.WriteString("virus"u8, virus);
        }), new Actor(referral.Agency, referral.Person)),
        []);

    private static void Write(Utf8JsonWriter json, StepMoved each, Referral referral)
    {
        json.WriteStartObject();
        if (each.Child.Referral != referral.Id) json.WriteString("referral"u8, each.Child.Referral);
        json.WriteString("child"u8, each.Child.Id);
        json.WriteString("step"u8, each.Id);
        json.WriteString("event"u8, each.Word);
        if (each.Step.Outcome != StepOutcome.None) json.WriteString("outcome"u8, each.Step.Outcome.Word());
        if (each.Step.Clock is { } clock) json.WriteString("clock"u8, clock.Word());
        if (each.Step.Rating != Rating.None) json.WriteString("rating"u8, each.Step.Rating.Word());
        json.WriteString("part"u8, each.Step.By.Word());
        json.WriteString("council"u8, each.Child.Council);
        if (each.Facts is { } facts)
        {
            json.WritePropertyName("facts"u8);
            json.WriteRawValue(facts);
        }

        if (!each.Step.Texts.IsEmpty)
        {
            json.WriteStartArray("texts"u8);
            foreach (var text in each.Step.Texts.Keys.Order()) json.WriteStringValue(text.Word());
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // Whose own systems are told by a message: a notice is a disclosure, though it says no more than that there is something to read.
    private static void Told(Utf8JsonWriter json, ImmutableArray<StepMessage> told)
    {
        if (told.IsEmpty) return;
        json.WriteStartArray("told"u8);
        foreach (var message in told)
        {
            json.WriteStartObject();
            json.WriteString("agency"u8, message.Agency);
            json.WriteString("message"u8, message.Kind);
            json.WriteString("child"u8, message.Child);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // A child whose number nobody gave has no trail to lie on: the entry names the child of the referral alone. Two referrals of one child that move at once lie on
    // its trail once.
    private static IEnumerable<ChildSection> Sections(ImmutableArray<StepMoved> moved, SealReferrals seal)
    {
        var known = moved.Select(each => each.Child).Distinct().Select(child => (Child: child, About: seal.Open(child))).Where(each => each.About is { Number: not null, Born: not null });
        foreach (var same in known.GroupBy(each => each.About.Number!.Value))
        {
            var asked = new ChildAsked(same.Key, same.First().About.Born!.Value);
            yield return asked.Section(RetentionClass.Decision(same.First().Child.Council), json => Write(json, asked, [.. same.Select(each => each.Child)], moved));
        }
    }

    private static void Write(Utf8JsonWriter json, ChildAsked asked, ImmutableArray<ReferralChild> children, ImmutableArray<StepMoved> moved)
    {
        AskCustodians.WriteChild(json, asked);
        json.WriteString("referralChild"u8, children[0].Id);
        json.WriteString("state"u8, children[0].State.Word());
        json.WriteStartArray("events"u8);
        foreach (var each in moved.Where(each => children.Contains(each.Child))) json.WriteStringValue(each.Word);
        json.WriteEndArray();
        if (children.Length == 1) return;
        json.WriteStartArray("alsoReferralChildren"u8);
        foreach (var child in children.Skip(1)) json.WriteStringValue(child.Id);
        json.WriteEndArray();
    }
}
