using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Pages;

/// <summary>An answer as the page shows it: the answer itself, whom to compare the child with, and the proof that it was recorded.</summary>
public sealed record AnswerPage(CheckAnswer Answer, bool Hospital, ReceiptOnPage Receipt)
{
    private const int MostNamed = 3;

    /// <summary>Whoever reads it works on children in a department, and checked one who is there.</summary>
    public bool MayBeginVisit { get; init; }

    /// <summary>The form with which a reason is begun; null where none would open anything.</summary>
    public CheckForm? Reason { get; init; }

    /// <summary>The child, from whom a referral begins; null where the role refers nobody.</summary>
    public CheckForm? Refer { get; init; }

    /// <summary>The child, of whom it is recorded what the family knows; null where the role records none of it.</summary>
    public CheckForm? Family { get; init; }

    /// <summary>Whoever reads it records what happened at an incident, beginning with this child.</summary>
    public bool RecordsIncident { get; init; }

    /// <summary>A plan was found: a source that is silent, or holds nothing, says nothing of it here.</summary>
    public bool HasPlan => Answer.Items.Any(item => item is { Item: "plan-flag", Answer: "yes" });

    /// <summary>Why what the table of visits shows was let go: each reason once, with its items.</summary>
    public IEnumerable<(string Items, string Reason)> ReasonsOfVisits => Answer.Items
        .Where(item => ItemWords.TryRead(item.Item, out var known) && HasTable(known))
        .GroupBy(item => item.Reason.Words).Select(group => (string.Join(", ", group.Select(item => PageWords.NameOf(item.Item))), group.Key));

    public string Title => Answer.Identity switch
    {
        "not-matched" => "Child not found",
        "not-known" => "Child not looked up",
        _ => Answer.Incomplete.IsEmpty ? "Answer" : "Incomplete answer",
    };

    public string CompareWith => Hospital ? "Check this against the wristband." : "Check this against your record.";

    /// <summary>Custodians that did not settle the question, each with the line that works now.</summary>
    public ImmutableArray<SourceAnswer> Silent => [.. Answer.Sources.Where(source => source.Ring is not null)];

    public bool NamesSilent => Silent.Length <= MostNamed;

    /// <summary>The attendance items have a table of their own; without a plan its details say nothing more.</summary>
    public IEnumerable<ItemAnswer> Items => Answer.Items.Where(item => ItemWords.TryRead(item.Item, out var known) && !HasTable(known) && !IsDetailOfNoPlan(item, known));

    private bool HasTable(Item item) => Answer.Attendances is not null && item.IsAttendance();

    private bool IsDetailOfNoPlan(ItemAnswer answer, Item item) =>
        item is Item.PlanCategory or Item.PlanDates or Item.LeadSocialWorker && answer.Answer == "nothing-held"
        && Answer.Items.Any(other => other is { Item: "plan-flag", Answer: "nothing-held" });

    /// <summary>Whoever needs to be rung first, then whoever holds something.</summary>
    public IEnumerable<SourceAnswer> Sources => Answer.Sources.OrderBy(source => source.Ring is null).ThenBy(source => source.Answer != "held");
}

/// <summary>A refusal as the page shows it.</summary>
public sealed record RefusedPage(RefusalAnswer Refusal, ReceiptOnPage Receipt);

/// <summary>The part of a ledger receipt that a person can note down.</summary>
public sealed record ReceiptOnPage(long Entry, string Leaf, Guid Check, DateTimeOffset At);

/// <summary>Rows of the attendance table, with the columns that were let go.</summary>
public sealed record VisitRows(string Caption, ImmutableArray<AttendanceAnswer> Rows)
{
    public bool When => Rows.Any(row => row.ArrivedAt is not null);

    public bool Where => Rows.Any(row => row.Site is not null);

    public bool Why => Rows.Any(row => row.Complaint is not null);

    public bool Injury => Rows.Any(row => row.Injury is not null);

    public bool Ended => Rows.Any(row => row.Outcome is not null);

    public bool Left => Rows.Any(row => row.LeftBeforeSeen is not null);
}
