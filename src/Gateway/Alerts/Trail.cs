using System.Collections.Concurrent;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Alerts;

namespace Gateway.Alerts;

/// <summary>
/// Who asked about how many children lately, in memory, so that a routine check costs no query. Steps that could become a
/// pattern are written behind, and read again at the start and from other processes.
/// </summary>
internal sealed class Trail(AlertLimits limits, PatternKey key, WriteLater later)
{
    // A practitioner below a tenth of what is too many has nothing written: a restart forgets at most so many children.
    private int WrittenFrom => limits.ChildrenWithinAnHour / 10;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private const int MostWalkers = 100_000;

    private readonly ConcurrentDictionary<Guid, Walk> _walks = new();

    /// <summary>Takes the question into account, and says what it makes of the practitioner.</summary>
    public Seen See(CheckContext check, DateTimeOffset now, TimeSpan changeOfPurpose)
    {
        if (_walks.Count > MostWalkers) _walks.Clear();
        var walk = _walks.GetOrAdd(PatternKey.Of(check.Asker), _ => new Walk());
        var child = key.Of(check.Question.Child.NhsNumber);
        lock (walk)
        {
            walk.Forget(now - Window, now - changeOfPurpose);
            var tooMany = walk.IsBeyond(child, limits);
            var first = !walk.Children.ContainsKey(child);
            if (!tooMany) walk.Meets(child, now);
            return new Seen(walk, child, first, tooMany, walk.AskedOtherwise(child, check.Question), now < walk.SecondPersonUntil);
        }
    }

    /// <summary>What was decided of it, so far as it is part of a pattern.</summary>
    public void Decided(CheckContext check, Decision decision, Seen seen, DateTimeOffset now)
    {
        var stranger = decision.Items.Any(item => item.Reason == "X2");
        var withheld = stranger || seen.TooMany ? 0 : WithheldOf(decision);
        lock (seen.Walk)
        {
            var news = seen.Walk.Take(seen.Child, now, (int)check.Question.Purpose, withheld, stranger);
            if (!news && !(seen.First && seen.Walk.Children.Count >= WrittenFrom)) return;
        }

        if (seen.TooMany) return;
        later.Write(new StepOfTrail
        {
            Asker = PatternKey.Of(check.Asker),
            Child = seen.Child,
            At = now,
            Purpose = (int)check.Question.Purpose,
            Withheld = withheld,
            Stranger = stranger,
        });
    }

    /// <summary>From now on a second person decides on this practitioner's releases on a reason.</summary>
    public void NeedsSecondPerson(Practitioner asker, DateTimeOffset until)
    {
        var walk = _walks.GetOrAdd(PatternKey.Of(asker), _ => new Walk());
        lock (walk) walk.SecondPersonUntil = until;
    }

    /// <summary>A step that was written down, by this process or another. Twice is once.</summary>
    public void Learn(StepOfTrail step, DateTimeOffset now)
    {
        var walk = _walks.GetOrAdd(step.Asker, _ => new Walk());
        lock (walk)
        {
            if (step.At > now - Window && !walk.Children.ContainsKey(step.Child)) walk.Meets(step.Child, step.At);
            walk.Take(step.Child, step.At, step.Purpose, step.Withheld, step.Stranger && step.At > now - Window);
        }
    }

    // Only what was refused for this purpose: what waits for a reason, or for consent, may well be asked for again.
    private static int WithheldOf(Decision decision)
    {
        var mask = 0;
        foreach (var item in decision.Items)
            if (item.Outcome == Outcome.Refuse && item.Reason is "X1" or "X4" or "X5" or "X6") mask |= 1 << (int)item.Item;
        return mask;
    }

    /// <summary>What one practitioner asked lately. Taken under its own lock.</summary>
    internal sealed class Walk
    {
        private readonly Dictionary<long, DateTimeOffset> _strangers = [];
        private readonly Dictionary<long, (DateTimeOffset At, int Purpose, int Items)> _withheld = [];

        private readonly Queue<(long Child, DateTimeOffset At)> _met = [];

        /// <summary>The different children within the hour, each with its latest time.</summary>
        public Dictionary<long, DateTimeOffset> Children { get; } = [];

        public void Meets(long child, DateTimeOffset at)
        {
            Children[child] = at;
            _met.Enqueue((child, at));
        }

        public DateTimeOffset SecondPersonUntil { get; set; }

        public bool IsBeyond(long child, AlertLimits limits) =>
            (Children.Count >= limits.ChildrenWithinAnHour && !Children.ContainsKey(child))
            || (_strangers.Count >= limits.StrangersWithinAnHour && !_strangers.ContainsKey(child));

        public bool AskedOtherwise(long child, CheckQuestion question)
        {
            if (!_withheld.TryGetValue(child, out var before) || before.Purpose == (int)question.Purpose) return false;
            foreach (var item in question.Items)
                if ((before.Items & SameFacts(item)) != 0) return true;
            return false;
        }

        // Other columns of the same records are the same facts: whoever was refused when a child was seen does not ask where instead.
        private static int SameFacts(Item item) => item switch
        {
            Item.AttendanceCount or Item.AttendanceDates or Item.AttendanceSite or Item.AttendanceComplaint or Item.AttendanceOutcome =>
                Mask(Item.AttendanceCount, Item.AttendanceDates, Item.AttendanceSite, Item.AttendanceComplaint, Item.AttendanceOutcome),
            Item.PlanFlag or Item.PlanCategory or Item.PlanDates or Item.PlanEnded => Mask(Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.PlanEnded),
            Item.AbuseMarker or Item.AbuseDetail => Mask(Item.AbuseMarker, Item.AbuseDetail),
            _ => Mask(item),
        };

        private static int Mask(params ReadOnlySpan<Item> items)
        {
            var mask = 0;
            foreach (var item in items) mask |= 1 << (int)item;
            return mask;
        }

        // The first purpose stands for its day: to ask again for it does not begin a new one.
        public bool Take(long child, DateTimeOffset at, int purpose, int withheld, bool stranger)
        {
            var news = stranger && !_strangers.ContainsKey(child);
            if (stranger) _strangers[child] = at;
            return (withheld != 0 && _withheld.TryAdd(child, (at, purpose, withheld))) || news;
        }

        public void Forget(DateTimeOffset before, DateTimeOffset withheldBefore)
        {
            while (_met.TryPeek(out var first) && first.At <= before)
            {
                _met.Dequeue();
                if (Children.TryGetValue(first.Child, out var latest) && latest <= before) Children.Remove(first.Child);
            }

            Drop(_strangers, before);
            if (_withheld.Count == 0) return;
            foreach (var (child, step) in _withheld)
                if (step.At <= withheldBefore) _withheld.Remove(child);
        }

        private static void Drop(Dictionary<long, DateTimeOffset> seen, DateTimeOffset before)
        {
            foreach (var (child, at) in seen)
                if (at <= before) seen.Remove(child);
        }
    }
}

/// <summary>What a question makes of its practitioner.</summary>
/// <param name="First">Their first about this child within the hour.</param>
/// <param name="OtherPurpose">Something asked for now was not let go for another purpose within a day.</param>
internal readonly record struct Seen(Trail.Walk Walk, long Child, bool First, bool TooMany, bool OtherPurpose, bool SecondPerson);
