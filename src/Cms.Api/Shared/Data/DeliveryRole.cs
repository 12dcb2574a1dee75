using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>
/// The role that readers' answers are read in. It belongs to the cluster and not to the database, so a backup that is restored elsewhere
/// comes without it and without its rights: they are given again. Where nothing is missing, nothing is done.
/// </summary>
internal static class DeliveryRole
{
    private const string Restore = """
        do $$
        begin
            if to_regrole('cms_delivery') is null then
                begin
                    create role cms_delivery nologin;
                exception
                    -- Another database of the cluster was faster.
                    when duplicate_object or unique_violation then null;
                end;
            end if;

            begin
                if not pg_has_role(current_user, 'cms_delivery', 'set') then
                    execute format('grant cms_delivery to %I', current_user);
                end if;
            exception
                -- Postgres before 16 knows no privilege 'set'; there membership is enough.
                when invalid_parameter_value then
                    if not pg_has_role(current_user, 'cms_delivery', 'member') then
                        execute format('grant cms_delivery to %I', current_user);
                    end if;
            end;

            if not has_schema_privilege('cms_delivery', 'live', 'usage')
                or exists (
                    select
                    from pg_class
                    where relnamespace = 'live'::regnamespace
                      and relkind = 'r'
                      and not has_table_privilege('cms_delivery', oid, 'select')
                ) then
                grant usage on schema live to cms_delivery;
                grant select on all tables in schema live to cms_delivery;
            end if;

            -- Who only reads has to know that others have migrated.
            if not has_table_privilege('cms_delivery', 'schemaversions', 'select') then
                grant select on schemaversions to cms_delivery;
            end if;
        end $$
        """;

    public static void Ensure(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Restore, connection);
        command.ExecuteNonQuery();
    }
}
