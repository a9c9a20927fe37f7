using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Tests.Referrals;

/// <summary>The published tables and bank holidays, an area that is open from 08:30 to 17:00, and short ways to take steps.</summary>
internal static class Published
{
    public static readonly OpeningHours Hours = new(new TimeOnly(8, 30), new TimeOnly(17, 0));

    public static ReferralTerms Terms { get; } = ReferralReader.Read(Files()) switch
    {
        ReferralReading.Valid(var terms) => terms,
        ReferralReading.Faulty(var faults) => throw new InvalidOperationException(string.Join('\n', faults)),
        _ => throw new InvalidOperationException(),
    };

    public static WorkingDays Days { get; } = new(File.ReadLines(Path.Combine(Repository.Root, "contracts", "calendar", "bank-holidays-england-and-wales.csv"))
        .Skip(1).Select(line => DateOnly.ParseExact(line.Split(',')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToFrozenSet());

    public static AreaCalendars Area { get; } = AreaCalendars.Of(Days, Hours);

    public static ReferralFiles Files() => ReferralFiles.From(name => File.ReadAllBytes(Path.Combine(Repository.Root, "contracts", "referrals", name)));

    /// <summary>A time as the wall in England shows it.</summary>
    public static DateTimeOffset Wall(string text) => LondonTime.Instant(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    public static string Shown(DateTimeOffset at) => LondonTime.OnTheWall(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static ClockReading Read(ReferralClock clock, DateTimeOffset start, Rating rating = Rating.None, bool urgent = false, AreaCalendars? area = null) =>
        Terms.Read(clock, new ClockRun(start), area ?? Area, rating, urgent)!;

    /// <summary>Everything that any row may ask for, long enough.</summary>
    public static ImmutableDictionary<ReferralText, string> Texts { get; } =
        Enum.GetValues<ReferralText>().ToImmutableDictionary(text => text, text => $"{text}: said at some length, so that nobody has to guess what was meant.");

    public static Step Step(ReferralEvent happened, ReferralActor by, StepOutcome outcome = StepOutcome.None) => new(happened, by) { Outcome = outcome, Texts = Texts };

    public static Standing Take(this Standing standing, Step step, string at) => standing.Take(step, Wall(at));

    public static Standing Take(this Standing standing, Step step, DateTimeOffset at) => Terms.Move(standing, step, at, Area) switch
    {
        MoveResult.Moved(var after) => after,
        MoveResult.Refused(var because, _, var text) => throw new InvalidOperationException($"{step.Event} from {string.Join(' ', standing.States)}: {because} {text}"),
        _ => throw new InvalidOperationException(),
    };

    public static RefusedBecause Refused(this Standing standing, Step step, string at) =>
        Assert.IsType<MoveResult.Refused>(Terms.Move(standing, step, Wall(at), Area)).Because;

    /// <summary>Sent and received at once, and taken by a social worker.</summary>
    public static Standing LookedAt(string received) => Standing.Begin(Wall(received))
        .Take(Step(ReferralEvent.ReferralSent, ReferralActor.Referrer), received)
        .Take(Step(ReferralEvent.ReferralReceived, ReferralActor.ReceiverSystem), received)
        .Take(Step(ReferralEvent.ReferralTaken, ReferralActor.SocialWorker), received);

    public static Standing Decided(string received, string decided, StepOutcome outcome, ReferralActor by = ReferralActor.Manager) =>
        LookedAt(received).Take(Step(ReferralEvent.DecisionMade, by, outcome), decided);

    public static ClockReading Clock(this Standing standing, ReferralClock clock) => Terms.Clocks(standing, Area).Single(reading => reading.Clock == clock);
}
