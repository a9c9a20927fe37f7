using System.Collections.Immutable;
using System.Globalization;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;

namespace Gateway.Chronology.Pages;

/// <summary>A chronology as a page shows it, to choose from or to print.</summary>
internal sealed record ChronologyPage(CheckForm Form, ChronologyBoxes Boxes, DrawnChronology Drawn, ReceiptOnPage Receipt, string Reference, ImmutableArray<FieldFault> Faults)
{
    /// <summary>None, or more than can be held.</summary>
    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Words;

    /// <summary>At first all but what must not reach the family; then what was chosen.</summary>
    public bool IsChosen(ChronologyLine line) => Boxes.Chooses ? Boxes.Chosen.Any(each => each.Line == line.Id) : !line.KeepFromFamily;

    public string SignificanceOf(ChronologyLine line) => Boxes.Chosen.FirstOrDefault(each => each.Line == line.Id).Significance ?? "";

    public static string When(ChronologyLine line) => line.At is { } at ? Clock.DayAndTime(at) : line.IsMonth ? line.Day.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")) : Clock.Day(line.Day);
}

/// <summary>Where to draw up nothing: who may, and whom to ring.</summary>
internal sealed record NoChronology(ImmutableArray<RingAnswer> RingNow);
