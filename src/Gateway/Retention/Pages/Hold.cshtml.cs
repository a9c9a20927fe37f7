using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Audit.Pages;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Referrals;
using Gateway.Retention.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Retention.Pages;

/// <summary>An officer puts a hold on: of everybody or of one child, on everything or on one kind.</summary>
internal sealed class HoldModel(PutHold holds, SealHolds seal, TimeProvider time) : OfficerPage
{
    public const string BasisField = "basis";
    public const string RecordField = "record";
    public const string OfField = "of";

    public CheckForm Child { get; private set; } = CheckForm.Empty("");

    public string Basis { get; private set; } = "";

    public string Record { get; private set; } = "all";

    public string Of { get; private set; } = "child";

    public string Why { get; private set; } = "";

    /// <summary>The boxes of the date that need another look.</summary>
    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        var form = Request.Form;
        (Child, Basis, Record, Of, Why) = (CheckForm.From(form), form[BasisField].ToString(), form[RecordField].ToString(), form[OfField].ToString(), SearchForm.Typed(form, SearchForm.WhyField));
        var (birth, faults) = (TypedBirth.Read(Child, Clock.Today(time)), new List<FieldFault>());
        using var body = JsonDocument.Parse(JsonBytes.Of(json =>
        {
            json.WriteString("basis"u8, Basis);
            json.WriteString("reason"u8, Why);
            if (Record is not ("all" or "")) json.WriteString("record"u8, Record);
            if (Of != "everybody") SearchForm.WriteChild(json, Child, birth);
        }));
        if (ReadHold.From(body.RootElement, Clock.Today(time), faults) is not { } asked) return Wrong(faults, birth);
        if (!Guid.TryParse(Child.Request, out var request)) request = Guid.NewGuid();
        return await holds.OnAsync(Officer, asked, StepTaking.RequestOf(Officer, request), seal.OfSent(body.RootElement), CancellationToken.None) switch
        {
            HoldDone.Done or HoldDone.RequestIdReused or HoldDone.MovedOn => Redirect("/retention"),
            _ => Closed(),
        };
    }

    private PageResult Wrong(List<FieldFault> faults, TypedBirth birth)
    {
        WrongBoxes = Of == "everybody" ? [] : birth.Boxes;
        return Again(SearchForm.OnPage(faults.Select(fault => fault.Field == "basis" ? fault with { Words = "Select what the hold rests on" } : fault), birth));
    }
}
