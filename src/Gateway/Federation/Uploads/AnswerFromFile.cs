using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Data;
using Gateway.Federation.Pointers;
using Gateway.Federation.Uploads.Store;
using Gateway.Matching.Links;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads;

/// <summary>What a custodian that is not asked says by its last file.</summary>
public delegate Task<CustodianAnswer> AnswerByFile(CustodianQuestion question, ChildAsked child, CancellationToken cancel);

/// <summary>
/// Looks in the file that speaks for a custodian. Nothing held is the word of a whole file that names the child nowhere, as of its
/// extract; where a record that may be the child's could not be used it is not known, and so is whatever files do not speak of.
/// </summary>
internal sealed class AnswerFromFile(IDbContextFactory<GatewayContext> contexts, SealUploads seal, MergedNumbers merged, TimeProvider time)
{
    // A file that took another's place while it was read leaves the old one's rows gone.
    private const int Tries = 3;

    private static readonly CustodianSaid NotInFiles = CustodianSaid.NotKnown(Because.NotCovered);

    /// <inheritdoc cref="AnswerByFile"/>
    public async Task<CustodianAnswer> OfAsync(CustodianQuestion question, ChildAsked child, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var custodian = question.Custodian.Id;
        var key = seal.Tokens(custodian);
        var tokens = ChildSought.Of(child, child.Held, merged.Of(child.NhsNumber), FileBuild.Kind).Tokens(key);
        ulong[] halves = child.Held is { } named ? [.. FileBuild.Halves(key, named.FamilyName, named.GivenName, named.Born)] : [];
        try
        {
            if (await LookAsync(custodian, [.. tokens, .. halves], cancel) is not var (sequence, head, entries)) return CustodianAnswer.NotKnown(question, Because.NoReply, time.GetElapsedTime(started));
            var said = new FileSays(question, tokens, entries, LondonToday(), time.GetUtcNow() - head.AsOf);
            return new CustodianAnswer(question, head.AsOf, said.Items(), time.GetElapsedTime(started)) { File = new FileSpoke(sequence), Unlisted = head.Unlisted };
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            return CustodianAnswer.NotKnown(question, Because.RejectedUnverified, time.GetElapsedTime(started));
        }
    }

    private DateOnly LondonToday() => Agencies.LondonTime.Day(time.GetUtcNow());

    private async Task<(long Sequence, FileHead Head, ImmutableArray<FileEntry> Entries)?> LookAsync(string custodian, IReadOnlyList<ulong> tokens, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await db.Set<AppliedFile>().AsNoTracking().SingleOrDefaultAsync(file => file.Custodian == custodian, cancel) is not { } speaks) return null;
            var head = seal.HeadOrNone(speaks) ?? throw new CryptographicException("The file does not open.");
            int[] numbers = [.. tokens.Select(head.BucketOf).Distinct()];
            var buckets = await db.Set<FileBucket>().AsNoTracking().Where(bucket => bucket.Content == head.Content && numbers.Contains(bucket.Number)).ToListAsync(cancel);
            if (buckets.Count == numbers.Length) return (speaks.Sequence, head, [.. buckets.SelectMany(bucket => seal.Open(bucket)).Where(entry => tokens.Contains(entry.Token))]);
        }

        throw new CryptographicException("The file is not whole.");
    }

    /// <summary>What the entries of one child come to, item by item.</summary>
    private sealed class FileSays(CustodianQuestion question, IReadOnlyList<ulong> tokens, ImmutableArray<FileEntry> entries, DateOnly today, TimeSpan age)
    {
        // Days: a plan made before birth is held until then (CP-IS).
        private const int ShownAfterDue = 28;

        private readonly ImmutableArray<FileFact> _facts = [.. entries.SelectMany(entry => entry.Facts)];

        public ImmutableArray<ItemSaid> Items() => [.. question.Items.Select(One)];

        private ItemSaid One(Item item)
        {
            var value = ValueOf(item);
            var said = value is not null ? IsDoubtful ? CustodianSaid.HeldInPart(Because.NotMatched) : CustodianSaid.Held : !Speaks(item) ? NotInFiles : IsDoubtful || (_facts.IsEmpty && entries.Any(entry => entry.Doubt)) ? CustodianSaid.NotKnown(Because.NotMatched) : CustodianSaid.NothingHeld;
            return new ItemSaid(item, Freshness.Judge(said, age, question.MustBeCurrent), value);
        }

        // Half of a name and the day say nothing of a child whom the file names itself.
        private bool IsDoubtful => entries.Any(entry => (entry.Doubt && tokens.Contains(entry.Token)) || entry.Numbers.Any(number => !tokens.Contains(number)));

        // Children with a social worker and no plan, and brothers and sisters, are in no file.
        private static bool Speaks(Item item) => item is Item.PlanFlag or Item.PlanCategory or Item.PlanDates or Item.LookedAfter or Item.UnbornPlan or Item.PlanEnded;

        private ItemValue? ValueOf(Item item) => item switch
        {
            Item.PlanFlag => Of(FileKind.Plan) is null ? null : ItemValue.Present.Instance,
            Item.PlanCategory => Of(FileKind.Plan) is { } plan ? new ItemValue.PlanCategories(plan.Categories) : null,
            Item.PlanDates => Of(FileKind.Plan) is { Start: { } start } ? new ItemValue.PlanDates(start) : null,
            Item.LookedAfter => Of(FileKind.LookedAfter) is { LegalBasis: { } basis, Start: { } since } ? new ItemValue.LookedAfter(basis, since) : null,
            Item.UnbornPlan => _facts.Where(fact => fact.Kind == FileKind.Unborn).Max(fact => fact.Due) is { } due && due.AddDays(ShownAfterDue) >= today ? new ItemValue.UnbornPlan(due) : null,
            Item.PlanEnded => Ended() is { } ended ? new ItemValue.PlanEnded(ended) : null,
            Item.LeadSocialWorker => _facts.OrderBy(fact => fact.Kind).FirstOrDefault(fact => fact.Worker is not null && fact.Kind != FileKind.PlanEnded)?.Worker is { } worker
                ? new ItemValue.LeadSocialWorker(worker.Name, worker.Team, worker.Telephone)
                : null,
            _ => null,
        };

        private FileFact? Of(FileKind kind) => _facts.FirstOrDefault(fact => fact.Kind == kind);

        // The item is a plan that ended in the last twelve months.
        private DateOnly? Ended() => _facts.Where(fact => fact.Kind == FileKind.PlanEnded && fact.End >= today.AddYears(-1)).Max(fact => fact.End);
    }
}
