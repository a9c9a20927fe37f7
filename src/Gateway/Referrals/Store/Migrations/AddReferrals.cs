using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Referrals.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123080000_AddReferrals")]
internal sealed class AddReferrals : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Referrals(migrationBuilder);
        Children(migrationBuilder);
        Steps(migrationBuilder);
        migrationBuilder.CreateTable(
            name: "ReferralTasks",
            schema: Schema,
            columns: table => new
            {
                Referral = table.Column<Guid>(nullable: false),
                Task = table.Column<string>(maxLength: 16, nullable: false),
                Content = table.Column<byte[]>(nullable: false),
                SavedAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ReferralTasks", task => new { task.Referral, task.Task }));
    }

    private void Referrals(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Referrals",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Reference = table.Column<string>(maxLength: 16, nullable: true),
                Agency = table.Column<string>(nullable: false),
                AgencyKind = table.Column<string>(maxLength: 32, nullable: false),
                Person = table.Column<string>(nullable: false),
                Role = table.Column<string>(nullable: false),
                PersonName = table.Column<string>(nullable: true),
                Colleague = table.Column<string>(nullable: true),
                Wanted = table.Column<string>(maxLength: 32, nullable: false),
                DangerNow = table.Column<bool>(nullable: false),
                Urgent = table.Column<bool>(nullable: false),
                DraftedAt = table.Column<long>(nullable: false),
                SentAt = table.Column<long>(nullable: true),
                CompletedAt = table.Column<long>(nullable: true),
                Request = table.Column<Guid>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Referrals", referral => referral.Id));
        migration.CreateIndex("IX_Referrals_Reference", "Referrals", ["Reference"], Schema, unique: true);
        migration.CreateIndex("IX_Referrals_Request", "Referrals", ["Request"], Schema, unique: true);
        migration.CreateIndex("IX_Referrals_Agency_Person_SentAt", "Referrals", ["Agency", "Person", "SentAt"], Schema);
        migration.CreateIndex("IX_Referrals_SentAt_DraftedAt", "Referrals", ["SentAt", "DraftedAt"], Schema);
    }

    private void Children(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "ReferralChildren",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Referral = table.Column<Guid>(nullable: false),
                Number = table.Column<int>(nullable: false),
                Council = table.Column<string>(nullable: false),
                Asked = table.Column<string>(nullable: false),
                About = table.Column<byte[]>(nullable: false),
                Standing = table.Column<string>(nullable: false),
                State = table.Column<string>(maxLength: 32, nullable: false),
                Rating = table.Column<string>(maxLength: 16, nullable: false),
                Danger = table.Column<bool>(nullable: false),
                DueAt = table.Column<long>(nullable: true),
                WakeAt = table.Column<long>(nullable: true),
                Told = table.Column<string>(nullable: false),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ReferralChildren", child => child.Id));
        migration.CreateIndex("IX_ReferralChildren_Referral", "ReferralChildren", ["Referral"], Schema);
        migration.CreateIndex("IX_ReferralChildren_Council_State_DueAt", "ReferralChildren", ["Council", "State", "DueAt"], Schema);
        migration.CreateIndex("IX_ReferralChildren_WakeAt", "ReferralChildren", ["WakeAt"], Schema);
    }

    private void Steps(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "ReferralSteps",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Referral = table.Column<Guid>(nullable: false),
                Child = table.Column<Guid>(nullable: false),
                Request = table.Column<Guid>(nullable: false),
                Number = table.Column<int>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
                Event = table.Column<string>(maxLength: 48, nullable: false),
                Outcome = table.Column<string>(maxLength: 48, nullable: false),
                Clock = table.Column<string>(maxLength: 48, nullable: false),
                Actor = table.Column<string>(maxLength: 48, nullable: false),
                Agency = table.Column<string>(nullable: false),
                Person = table.Column<string>(nullable: false),
                PersonName = table.Column<string>(nullable: true),
                Role = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Texts = table.Column<byte[]>(nullable: false),
                Council = table.Column<string>(nullable: false),
                Standing = table.Column<string>(nullable: false),
                Version = table.Column<int>(nullable: false),
                LedgerEntry = table.Column<Guid>(nullable: false),
                LedgerIndex = table.Column<long>(nullable: false),
                LedgerAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ReferralSteps", step => step.Id));
        migration.CreateIndex("IX_ReferralSteps_Request_Child_Number", "ReferralSteps", ["Request", "Child", "Number"], Schema, unique: true);
        migration.CreateIndex("IX_ReferralSteps_Child_Version", "ReferralSteps", ["Child", "Version"], Schema);
    }
}
