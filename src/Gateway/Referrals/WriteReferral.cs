using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals.Form;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>Referrals in JSON: to the referrer what became of each child and by when, to the council what it has to do.</summary>
internal sealed class WriteReferral(ReferralTables tables, CouncilCalendars calendars, FindCouncil councils, NameStage stage, Register register, SealReferrals seal, NoticeTerms notices, TimeProvider time)
{
    /// <summary>What a request did, from the steps as they are stored: the same however often it is asked.</summary>
    public byte[] Became(StepTaken.Taken taken) => JsonBytes.Of(json =>
    {
        Head(json, taken.Referral);
        var children = taken.Steps.GroupBy(step => step.Child).Select(steps => steps.MaxBy(step => step.Number)!).ToArray();
        json.WriteStartArray("children"u8);
        foreach (var step in children)
        {
            json.WriteStartObject();
            json.WriteString("child"u8, step.Child);
            json.WriteNumber("version"u8, step.Version);
            // An agency that was asked is told that its answer counts, and nothing of where the referral stands.
            if (step.Actor != ReferralActor.Agency.Word()) Stands(json, StandingJson.Read(step.Standing), step.Council, NameStage.RaisedWith(step), LondonTime.Day(step.At), step.At);
            if (ReferralChild.Awaits(StandingJson.Read(step.Standing))) json.WriteBoolean("notYetReceived"u8, true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if ((NotReceived(children) ?? Reply(children) ?? Next(children.Where(step => step.Actor != ReferralActor.Agency.Word()))) is { } next) json.WriteString("next"u8, next);
        if (councils.Lines(children.Select(step => step.Council), "If you hear nothing, or things get worse").ToArray() is [_, ..] lines) RingLines.Write(json, lines);
        var first = taken.Steps[0];
        json.WriteString("at"u8, first.At);
        json.WriteStartObject("receipt"u8);
        json.WriteNumber("entry"u8, first.LedgerIndex);
        json.WriteString("entryId"u8, first.LedgerEntry);
        json.WriteString("at"u8, first.LedgerAt);
        json.WriteEndObject();
    });

    public void Head(Utf8JsonWriter json, Referral referral)
    {
        json.WriteString("referral"u8, referral.Id);
        HandlingOf.Write(json, HandlingOf.Read(referral.Handling), notices);
        if (referral.Reference is { } reference) json.WriteString("reference"u8, reference);
        json.WriteString("wanted"u8, referral.Wanted.Word());
        json.WriteBoolean("dangerNow"u8, referral.DangerNow);
        json.WriteBoolean("urgent"u8, referral.Urgent);
        if (referral.Kind.Length > 0) json.WriteString("kind"u8, referral.Kind);
        json.WriteString("draftedAt"u8, referral.DraftedAt);
        if (referral.SentAt is { } sent) json.WriteString("sentAt"u8, sent);
        if (referral.CompletedAt is { } completed) json.WriteString("completedAt"u8, completed);
        if (referral.SentAt is null) Due(json, DraftKept(referral), time.GetUtcNow());
    }

    public void Referrer(Utf8JsonWriter json, Referral referral)
    {
        json.WriteStartObject("referrer"u8);
        json.WriteString("agency"u8, referral.Agency);
        json.WriteString("name"u8, register.Agencies.GetValueOrDefault(referral.Agency)?.Name ?? referral.Agency);
        json.WriteString("role"u8, referral.Role);
        if (referral.PersonName is { } name) json.WriteString("practitioner"u8, name);
        json.WriteEndObject();
    }

    /// <summary>One child as whoever has a part sees them.</summary>
    public void Child(Utf8JsonWriter json, ReferralChild child)
    {
        json.WriteString("child"u8, child.Id);
        json.WriteNumber("number"u8, child.Number);
        json.WriteString("name"u8, seal.Open(child).Name);
        json.WriteNumber("version"u8, child.Version);
        if (child.WorkerName is { } worker) json.WriteString("worker"u8, worker);
        Stands(json, child.Stands(), child.Council, child.WorkerName, LondonTime.Day(time.GetUtcNow()), time.GetUtcNow());
        if (!child.AwaitsReceipt) return;
        json.WriteBoolean("notYetReceived"u8, true);
        RingLines.Write(json, councils.Lines([child.Council], "Sent, not yet received: ring and give the reference"));
    }

    /// <summary>What is to be done of a draft, and who would receive each child.</summary>
    public byte[] Saved(Practitioner who, Referral referral, IReadOnlyDictionary<string, JsonElement> tasks) => JsonBytes.Of(json =>
    {
        Head(json, referral);
        ToDo(json, tasks);
        if (tasks.TryGetValue("children", out var children)) Receivers(json, who, children);
    });

    public static void ToDo(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement> tasks)
    {
        json.WriteStartArray("toDo"u8);
        foreach (var task in ReferralForm.Order.Where(task => !tasks.ContainsKey(task))) json.WriteStringValue(task);
        json.WriteEndArray();
    }

    public void Receivers(Utf8JsonWriter json, Practitioner who, JsonElement children)
    {
        json.WriteStartArray("receivers"u8);
        foreach (var child in ChildOfForm.Of(children, LondonTime.Day(time.GetUtcNow())))
        {
            var found = councils.For(child.Council, child.Postcode, who.Agency.Areas);
            json.WriteStartObject();
            json.WriteString("child"u8, child.Id);
            if ((found as CouncilFound.Receives)?.Council is { } council) Council(json, council.Id);
            else RingLines.Write(json, found.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What happened, the oldest first. What was written with it is for whoever it was written to.</summary>
    /// <param name="toSender">To whoever referred, or answers for them.</param>
    public static void Steps(Utf8JsonWriter json, IEnumerable<ReferralStep> steps, bool toSender)
    {
        json.WriteStartArray("steps"u8);
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("event"u8, step.Event);
            if (step.Outcome.Length > 0) json.WriteString("outcome"u8, step.Outcome);
            if (step.Clock.Length > 0) json.WriteString("clock"u8, step.Clock);
            json.WriteString("part"u8, step.Actor);
            By(json, step, toSender);
            json.WriteString("at"u8, step.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Who did it. Who was asked, answered or disagreed as an agency that was asked is between it and the council.</summary>
    public static void By(Utf8JsonWriter json, ReferralStep step, bool toSender)
    {
        if (toSender && (step.Event.StartsWith("agency.", StringComparison.Ordinal) || step.Actor == ReferralActor.Agency.Word())) return;
        if (step.Agency.Length > 0) json.WriteString("agency"u8, step.Agency);
        if (step.PersonName is { } name) json.WriteString("by"u8, name);
    }

    /// <summary>By when agencies that were asked are to answer; nothing where nobody waits for them any more.</summary>
    public void AnswerDue(Utf8JsonWriter json, ReferralChild child) =>
        Due(json, tables.Terms.Clocks(child.Stands(), calendars.Of(child.Council)).FirstOrDefault(clock => clock.Clock == ReferralClock.AgenciesAnswer), time.GetUtcNow());

    private void Council(Utf8JsonWriter json, string council)
    {
        json.WriteStartObject("council"u8);
        json.WriteString("agency"u8, council);
        json.WriteString("name"u8, register.Agencies.GetValueOrDefault(council)?.Name ?? council);
        json.WriteEndObject();
    }

    private void Stands(Utf8JsonWriter json, Standing standing, string council, string? worker, DateOnly day, DateTimeOffset now)
    {
        Council(json, council);
        State(json, standing.Main.State, day);
        json.WriteString("since"u8, standing.Main.Since);
        if (standing.Rating != Rating.None) json.WriteString("rating"u8, standing.Rating.Word());
        Track(json, "feedback"u8, standing.Feedback, day);
        Track(json, "disagreement"u8, standing.Disagreement, day, held => stage.Write(json, held.State, standing.Urgent, council, worker));
        if (tables.Terms.NextDue(standing, calendars.Of(council)) is { } next) Due(json, next, now);
    }

    private void Track(Utf8JsonWriter json, ReadOnlySpan<byte> name, Held? held, DateOnly day, Action<Held>? more = null)
    {
        if (held is not { } there) return;
        json.WriteStartObject(name);
        State(json, there.State, day);
        json.WriteString("since"u8, there.Since);
        more?.Invoke(there);
        json.WriteEndObject();
    }

    private void State(Utf8JsonWriter json, ReferralState state, DateOnly day)
    {
        json.WriteString("state"u8, state.Word());
        if (tables.Terms.State(state, day) is not { } terms) return;
        json.WriteString("shown"u8, terms.Shown);
        if (terms.Owner is { } owner) json.WriteString("owner"u8, owner.Word());
    }

    private static void Due(Utf8JsonWriter json, ClockReading? clock, DateTimeOffset now)
    {
        if (clock is not { Due: { } due }) return;
        json.WriteStartObject("due"u8);
        json.WriteString("clock"u8, clock.Clock.Word());
        json.WriteString("at"u8, due.At);
        json.WriteString("day"u8, due.Day.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("words"u8, DueWords.Of(due));
        json.WriteString("light"u8, clock.At(now) switch { ClockLight.Breached => "breached", ClockLight.Risk => "risk", _ => "running" });
        if (due.Provisional) json.WriteBoolean("provisional"u8, true);
        json.WriteEndObject();
    }

    private ClockReading? DraftKept(Referral referral) => tables.Terms.Read(ReferralClock.DraftKept, new ClockRun(referral.DraftedAt), calendars.Of(referral.Agency));

    private static string? NotReceived(ReferralStep[] children) => children.Any(step => ReferralChild.Awaits(StandingJson.Read(step.Standing)))
        ? "Sent, not yet received. If it is not received in a minute, ring the number and give the reference. You will be told here."
        : null;

    // Who disagrees waits for the reply, and does not wait where a child is not safe tonight.
    private string? Reply(ReferralStep[] children) => children.Where(step => step.Event == ReferralEvent.DisagreementRaised.Word())
        .Select(step => (Standing: StandingJson.Read(step.Standing), step.Council)).OrderByDescending(each => each.Standing.Urgent)
        .Select(each => (each.Standing.Urgent, tables.Terms.NextDue(each.Standing, each.Standing.Disagreement!.Value.State, calendars.Of(each.Council))?.Due))
        .Select(each => each.Due is { } due ? NameStage.Next(each.Urgent, DueWords.Of(due)) : null).FirstOrDefault();

    // The soonest of the children's: what the referrer waits for.
    private string? Next(IEnumerable<ReferralStep> children) => children
        .SelectMany(step => tables.Terms.Clocks(StandingJson.Read(step.Standing), calendars.Of(step.Council)).Where(clock => clock.Clock == ReferralClock.Decision))
        .Select(clock => clock.Due).OfType<Due>().OrderBy(due => due.At).Select(due => $"A social worker must decide what to do {DueWords.Of(due)}. You will be told here.").FirstOrDefault();
}
