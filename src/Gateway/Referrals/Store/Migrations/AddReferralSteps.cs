using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Referrals.Store.Migrations;

/// <summary>What happens to a referral after it was received: who works on it, which agencies were asked, what it was merged into.</summary>
[DbContext(typeof(GatewayContext))]
[Migration("20261123090000_AddReferralSteps")]
internal sealed class AddReferralSteps : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Facts", "ReferralSteps", schema: Schema, nullable: true);
        migrationBuilder.AddColumn<string>("Worker", "ReferralChildren", schema: Schema, nullable: true);
        migrationBuilder.AddColumn<string>("WorkerName", "ReferralChildren", schema: Schema, nullable: true);
        migrationBuilder.AddColumn<Guid>("MergedInto", "ReferralChildren", schema: Schema, nullable: true);
        migrationBuilder.CreateIndex("IX_ReferralSteps_Agency_Event_At", "ReferralSteps", ["Agency", "Event", "At"], Schema);
        migrationBuilder.CreateIndex("IX_ReferralChildren_MergedInto", "ReferralChildren", ["MergedInto"], Schema);
        migrationBuilder.CreateTable(
            name: "ReferralAsks",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Child = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Step = table.Column<Guid>(nullable: false),
                AskedAt = table.Column<long>(nullable: false),
                Answer = table.Column<Guid>(nullable: true),
                AnsweredAt = table.Column<long>(nullable: true),
                Declined = table.Column<bool>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ReferralAsks", ask => ask.Id));
        migrationBuilder.CreateIndex("IX_ReferralAsks_Child", "ReferralAsks", ["Child"], Schema);
    }
}
