using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Audit.Health;
using Gateway.Audit.Search;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Pages;

/// <summary>A history as an officer reads it.</summary>
internal sealed record HistoryPage(SearchForm Form, SearchQuestion Question, Practitioner Officer, OwnHistory History, LedgerReceipt Receipt, ServiceDeskHolder Desk)
{
    public string Title => Form.Of switch
    {
        SearchForm.OfPractitioner => $"What {Form.Practitioner.Trim()} has asked",
        SearchForm.OfAgency => $"What {Officer.Agency.Name} has asked",
        _ => "Who has asked about this child",
    };

    public GapsOnPage Gaps => new(History.Gaps, ShowsPlaces, Desk);

    /// <summary>That nothing is missing, in words; null where something is.</summary>
    public string? Whole => History.Gaps.IsEmpty ? $"{Begin}: {Counted}, none missing.{(History.Before is null ? "" : " Earlier ones are on the next page.")}" : null;

    // On the trail of a child stand other agencies' entries too: their places would count what those asked.
    private bool ShowsPlaces => !Form.IsAboutChild;

    private string Begin => History.Before is null && Question.Before is null ? "This list is complete" : "This page is complete";

    private string Counted
    {
        get
        {
            var places = History.Entries.Select(entry => entry.Access.On?.Ordinal).OfType<long>().ToList();
            return (ShowsPlaces, History.Entries.Length) switch
            {
                (_, 0) => "no entry of your agency",
                (true, var count) when places.Count == count => Text($"entries {places.Min()} to {places.Max()}"),
                (_, 1) => "1 entry of your agency",
                (_, var count) => Text($"{count} entries of your agency"),
            };
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

internal sealed record ExtractPage(SearchForm Form, SearchQuestion Question, ImmutableArray<ExtractLine> Lines, ImmutableArray<TrailGap> Gaps, LedgerReceipt Receipt, ServiceDeskHolder Desk)
{
    public GapsOnPage Lacking => new(Gaps, false, Desk);
}

/// <param name="You">The name that the officer signs in with, for the colleague.</param>
internal sealed record NeedsColleaguePage(SearchForm Form, string You);

/// <summary>What a history lacks, loudly.</summary>
/// <param name="ShowsPlaces">The places on the trail may be named: nobody else's entries stand between.</param>
internal sealed record GapsOnPage(ImmutableArray<TrailGap> Gaps, bool ShowsPlaces, ServiceDeskHolder Desk)
{
    public string Words(TrailGap gap) => string.Create(CultureInfo.InvariantCulture, $"{Where(gap)}{WriteHistory.Words(gap.Kind)}{Places(gap)}");

    private static string Where(TrailGap gap) => gap.Index is { } index ? string.Create(CultureInfo.InvariantCulture, $"Ledger entry {index}: ") : "";

    private string Places(TrailGap gap) => !ShowsPlaces || gap is not { First: { } first, Last: { } last } ? ""
        : first == last ? string.Create(CultureInfo.InvariantCulture, $" It is place {first} of this list.")
        : string.Create(CultureInfo.InvariantCulture, $" They are places {first} to {last} of this list.");
}
