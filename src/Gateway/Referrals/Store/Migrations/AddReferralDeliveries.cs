using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Referrals.Store.Migrations;

/// <summary>What is owed to councils' own systems.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123252000_AddReferralDeliveries")]
internal sealed class AddReferralDeliveries : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ReferralDeliveries",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Referral = table.Column<Guid>(nullable: false),
                Child = table.Column<Guid>(nullable: false),
                Council = table.Column<string>(nullable: false),
                Rating = table.Column<string>(maxLength: 16, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                NextAttemptAt = table.Column<long>(nullable: false),
                Attempts = table.Column<int>(nullable: false),
                LastFailure = table.Column<string>(nullable: true),
                LedgerEntry = table.Column<Guid>(nullable: true),
                LedgerIndex = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_ReferralDeliveries", delivery => delivery.Id));
        migrationBuilder.CreateIndex("IX_ReferralDeliveries_Child", "ReferralDeliveries", ["Child"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_ReferralDeliveries_NextAttemptAt", "ReferralDeliveries", ["NextAttemptAt"], Schema);
    }
}
