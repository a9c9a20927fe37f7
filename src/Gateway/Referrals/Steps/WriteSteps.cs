using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Steps;

/// <summary>What happened and what was said, in JSON.</summary>
internal sealed class WriteSteps(WriteReferral write, SealReferrals seal, Register register)
{
    public void Steps(Utf8JsonWriter json, StepsSeen seen)
    {
        write.Head(json, seen.Referral);
        json.WriteStartArray("children"u8);
        foreach (var each in seen.Children)
        {
            json.WriteStartObject();
            Child(json, each.Child);
            Asks(json, each);
            json.WriteStartArray("steps"u8);
            foreach (var step in each.Steps) Step(json, step, each.ToSender);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void Feedback(Utf8JsonWriter json, FeedbackFound found)
    {
        write.Head(json, found.Referral);
        json.WriteStartArray("feedback"u8);
        foreach (var child in found.Children)
            foreach (var (told, texts, read) in found.Of(child, seal))
            {
                json.WriteStartObject();
                Child(json, child);
                Happened(json, told);
                Texts(json, texts.Where(text => text.Key is ReferralText.Message or ReferralText.Why or ReferralText.Advice));
                if (read is not null)
                {
                    json.WriteString("readAt"u8, read.At);
                    if (read.PersonName is { } name) json.WriteString("readBy"u8, name);
                }

                json.WriteEndObject();
            }

        json.WriteEndArray();
    }

    public void Duplicates(Utf8JsonWriter json, DuplicatesFound found) => Others(json, found, "duplicates"u8);

    /// <summary>With how many there were of each child, or that nobody could look.</summary>
    public void Earlier(Utf8JsonWriter json, EarlierFound found)
    {
        Others(json, new DuplicatesFound(found.Referral, found.Found), "earlier"u8);
        json.WriteStartArray("counts"u8);
        foreach (var each in found.Counts)
        {
            json.WriteStartObject();
            json.WriteString("child"u8, each.Child);
            json.WriteString("state"u8, each.Count is null ? "not-looked" : "counted");
            if (each.Count is { } count) json.WriteNumber("count"u8, count);
            else json.WriteString("because"u8, "no-number-or-birth");
            if (each.Since is { } since) json.WriteString("since"u8, since);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Others(Utf8JsonWriter json, DuplicatesFound found, ReadOnlySpan<byte> name)
    {
        write.Head(json, found.Referral);
        json.WriteStartArray(name);
        foreach (var each in found.Found)
        {
            json.WriteStartObject();
            json.WriteString("child"u8, each.Child.Id);
            json.WriteNumber("version"u8, each.Child.Version);
            if (each.IsInformation) json.WriteBoolean("information"u8, true);
            json.WriteStartObject("other"u8);
            write.Head(json, each.Referral);
            write.Referrer(json, each.Referral);
            json.WriteStartObject("child"u8);
            write.Child(json, each.Other);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void SentOn(Utf8JsonWriter json, SentOnList list)
    {
        if (list.Next is { } next) json.WriteString("next"u8, next.ToString());
        json.WriteStartArray("sentOn"u8);
        foreach (var (referral, step) in list.Shown)
        {
            json.WriteStartObject();
            json.WriteString("referral"u8, referral.Id);
            if (referral.Reference is { } reference) json.WriteString("reference"u8, reference);
            json.WriteString("child"u8, step.Child);
            Happened(json, step);
            Council(json, ListSentOn.To(step.Facts!));
            if (ListSentOn.Stays(step)) json.WriteBoolean("stays"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Child(Utf8JsonWriter json, ReferralChild child)
    {
        json.WriteString("child"u8, child.Id);
        json.WriteNumber("number"u8, child.Number);
        json.WriteString("name"u8, seal.Open(child).Name);
        json.WriteNumber("version"u8, child.Version);
    }

    private void Asks(Utf8JsonWriter json, ChildStepsSeen seen)
    {
        if (seen.Asks.IsEmpty) return;
        json.WriteStartArray("asks"u8);
        foreach (var ask in seen.Asks)
        {
            json.WriteStartObject();
            json.WriteString("agency"u8, ask.Agency);
            json.WriteString("name"u8, register.Agencies.GetValueOrDefault(ask.Agency)?.Name ?? ask.Agency);
            json.WriteString("askedAt"u8, ask.AskedAt);
            var awaited = seen.Child.State == ReferralState.WaitingForAgencies && ask.AskedAt >= seen.Child.Stands().Main.Since;
            json.WriteString("status"u8, ask.AnsweredAt is not null ? ask.Declined ? "declined" : "answered" : awaited ? "awaited" : "did-not-answer");
            if (awaited && ask.AnsweredAt is null) write.AnswerDue(json, seen.Child);
            if (ask.AnsweredAt is { } at) json.WriteString("answeredAt"u8, at);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Step(Utf8JsonWriter json, StepSeen seen, bool toSender)
    {
        json.WriteStartObject();
        Happened(json, seen.Step, toSender);
        if (seen.Facts is { } facts)
        {
            json.WritePropertyName("facts"u8);
            json.WriteRawValue(facts);
        }

        Texts(json, seen.Texts);
        json.WriteEndObject();
    }

    private static void Happened(Utf8JsonWriter json, ReferralStep step, bool toSender = false)
    {
        json.WriteString("step"u8, step.Id);
        json.WriteString("event"u8, step.Event);
        if (step.Outcome.Length > 0) json.WriteString("outcome"u8, step.Outcome);
        if (DecisionCodes.Of(step) is { } code) json.WriteString("code"u8, code);
        if (step.Clock.Length > 0) json.WriteString("clock"u8, step.Clock);
        json.WriteString("part"u8, step.Actor);
        WriteReferral.By(json, step, toSender);
        json.WriteString("at"u8, step.At);
    }

    private static void Texts(Utf8JsonWriter json, IEnumerable<KeyValuePair<ReferralText, string>> texts)
    {
        foreach (var (text, written) in texts.OrderBy(each => each.Key))
            if (text == ReferralText.Message) MessageParts.Write(json, written);
            else json.WriteString(text.Word(), written);
    }

    private void Council(Utf8JsonWriter json, string council)
    {
        json.WriteStartObject("council"u8);
        json.WriteString("agency"u8, council);
        json.WriteString("name"u8, register.Agencies.GetValueOrDefault(council)?.Name ?? council);
        json.WriteEndObject();
    }
}
