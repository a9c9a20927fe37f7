using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gateway.Hosting;
using Gateway.Referrals.Form;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Steps;

/// <summary>What somebody wants to happen to some children of a referral, as it was sent and held to its form.</summary>
/// <param name="Step">In no part yet: that follows from who asks.</param>
internal sealed record StepAsked(ImmutableArray<(Guid Child, int? Version)> Children, Step Step)
{
    public ReferralEvent Event => Step.Event;

    /// <summary>Agencies that are asked, and what lets them be asked.</summary>
    public ImmutableArray<string> Agencies { get; init; } = [];
    public string? Purpose { get; init; }

    /// <summary>The council that is to have it.</summary>
    public string? Council { get; init; }

    /// <summary>The child of another referral that it is merged into.</summary>
    public Guid? Into { get; init; }

    /// <summary>The child was seen alone.</summary>
    public bool? Alone { get; init; }

    public static StepAsked Of(JsonElement body, DateOnly today)
    {
        var part = new FormPart(body, today);
        ReferralEventWords.TryRead(part.Text("event"), out var happened);
        StepOutcomeWords.TryRead(part.Text("outcome") ?? "", out var outcome);
        RatingWords.TryRead(part.Text("rating") ?? "", out var rating);
        return new StepAsked(
            [.. part.Parts("children").Select(child => (Guid.Parse(child.Text("child")!), child.Number("version")))],
            new Step(happened, default)
            {
                Outcome = outcome,
                Rating = rating,
                Clock = ReferralClockWords.TryRead(part.Text("clock"), out var clock) ? clock : null,
                On = part.Day("on"),
                Urgent = part.Has("safeTonight") && !part.Is("safeTonight"),
                Texts = TextsOf(part),
            })
        {
            Agencies = [.. part.Parts("agencies").Select(agency => agency.Text("agency")!)],
            Purpose = part.Text("purpose"),
            Council = part.Text("council"),
            Into = Guid.TryParseExact(part.Text("into"), "D", out var into) ? into : null,
            Alone = part.Has("alone") ? part.Is("alone") : null,
            Handling = HandlingOf.Chosen(part),
            Said = [.. OfDecision.Where(part.Has).Select(name => (name, part.Text(name)!))],
        };
    }

    /// <summary>How it is to be handled, beside what was said before.</summary>
    public ImmutableArray<NoticeWord> Handling { get; init; } = [];

    /// <summary>What a decision says in codes and ids (workflows, 1.7 F4).</summary>
    public static readonly ImmutableArray<string> OfDecision = ["levelOfNeed", "parentsTold", "notTold", "team", "primaryNeed", "agreedBy"];

    public ImmutableArray<(string Name, string Said)> Said { get; init; } = [];

    /// <summary>The second person who agreed, by their sign-in.</summary>
    public string? AgreedBy => Said.FirstOrDefault(one => one.Name == "agreedBy").Said;

    /// <summary>What the step says beside its texts; none where it says nothing more.</summary>
    /// <param name="more">What is known only where it is taken.</param>
    public string? Facts(Action<Utf8JsonWriter>? more = null)
    {
        var facts = Encoding.UTF8.GetString(JsonBytes.Of(json =>
        {
            if (Step.Rating != Rating.None) json.WriteString("rating"u8, Step.Rating.Word());
            if (Step.On is { } on) json.WriteString("on"u8, $"{on:yyyy-MM-dd}");
            if (Alone is { } alone) json.WriteBoolean("alone"u8, alone);
            if (Event == ReferralEvent.DisagreementRaised) json.WriteBoolean("safeTonight"u8, !Step.Urgent);
            foreach (var (name, said) in Said) json.WriteString(name, said);
            if (Purpose is { } purpose) json.WriteString("purpose"u8, purpose);
            if (Council is { } council) json.WriteString("council"u8, council);
            if (!Agencies.IsEmpty)
            {
                json.WriteStartArray("agencies"u8);
                foreach (var agency in Agencies) json.WriteStringValue(agency);
                json.WriteEndArray();
            }

            if (!Handling.IsEmpty)
            {
                json.WriteStartArray("handling"u8);
                foreach (var word in HandlingOf.Ordered(Handling)) json.WriteStringValue(word.Word());
                json.WriteEndArray();
            }

            more?.Invoke(json);
        }));
        return facts == "{}" ? null : facts;
    }

    private static ImmutableDictionary<ReferralText, string> TextsOf(FormPart part)
    {
        var texts = ImmutableDictionary.CreateBuilder<ReferralText, string>();
        foreach (var text in Enum.GetValues<ReferralText>())
            if (text == ReferralText.Message && part.Part("message") is { } message) texts.Add(text, MessageParts.Written(message));
            else if (part.Text(text.Word()) is { } written) texts.Add(text, written.Trim());
        return texts.ToImmutable();
    }
}
