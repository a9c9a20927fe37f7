using Gateway.Agencies;

namespace Gateway.Audit.Pages;

/// <summary>Where an information governance officer begins.</summary>
internal sealed class StartModel(Ledger ledger, Register register) : OfficerPage
{
    /// <summary>The agency sends files, since it cannot be asked.</summary>
    public bool Uploads => register.CustodiansOf(Officer.Agency).Any(custodian => custodian.Uploads);

    public bool IsSealed => ledger.State is LedgerState.Sealed;
}
