using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Referrals.Store.Migrations;

/// <summary>By what referrals of the same child are found. What was there before has neither: the key is not the store's.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123241000_AddSameChild")]
internal sealed class AddSameChild : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var column in (string[])["NumberKey", "CalledKey"])
        {
            migrationBuilder.AddColumn<byte[]>(column, "ReferralChildren", schema: Schema, nullable: true);
            migrationBuilder.CreateIndex($"IX_ReferralChildren_{column}", "ReferralChildren", column, Schema);
        }
    }
}
