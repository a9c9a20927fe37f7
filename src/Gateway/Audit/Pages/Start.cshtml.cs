namespace Gateway.Audit.Pages;

/// <summary>Where an information governance officer begins.</summary>
internal sealed class StartModel(Ledger ledger) : OfficerPage
{
    public bool IsSealed => ledger.State is LedgerState.Sealed;
}
