namespace Gateway.Audit.Health;

/// <summary>Whom an officer rings when the gateway itself is at fault: whoever runs it.</summary>
internal sealed record ServiceDesk(string Name, string Number)
{
    private const string NameSetting = "Gateway:ServiceDesk:Name";
    private const string NumberSetting = "Gateway:ServiceDesk:Number";

    /// <returns>Null where nobody is named. Half a desk stops the start.</returns>
    public static ServiceDesk? Read(IConfiguration configuration) => (LedgerSettings.Set(configuration, NameSetting), LedgerSettings.Set(configuration, NumberSetting)) switch
    {
        ({ } name, { } number) => new ServiceDesk(name, number),
        (null, null) => null,
        _ => throw new InvalidOperationException($"{NameSetting} and {NumberSetting} are set together, or neither is."),
    };
}

/// <param name="Desk">Null where nobody is named.</param>
internal sealed record ServiceDeskHolder(ServiceDesk? Desk);
