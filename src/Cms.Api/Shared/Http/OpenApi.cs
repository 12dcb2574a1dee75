using System.Text;
using System.Text.Json.Nodes;
using Cms.Api.Shared.Http.Contract;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Cms.Api.Shared.Http;

/// <summary>The contract, generated from the routes: <c>/openapi/v1.json</c>, and <c>/docs</c> to read it and try it out.</summary>
internal static class OpenApi
{
    public const string Path = "/openapi/v1.json";
    private const string Document = "v1";

    private const string About = """
        A headless CMS for news. Front ends read under `/v1` without a key: what they get is public, and finished. Editors write under
        `/v1/editorial` with an API key. Times are UTC, lists go on with `next`, and every refusal is `application/problem+json` with a `code` of
        a closed list. Times are read with any offset, and kept to the microsecond; numbers are kept in double precision. What answers GET answers HEAD; a method that a path does not have is answered with 405, and `Allow` names those it has.
        Beside the headers that are told with each answer all have `X-Content-Type-Options` and `Referrer-Policy`, and those for readers `Access-Control-Allow-Origin` and `Access-Control-Expose-Headers`; answers for editors, and refusals that no cache may keep, have `Cache-Control: no-store`; and where a header of the request chooses the form, `Vary` names it. What is no HTTP, such as
        a header that is not UTF-8 or an address whose other scripts are not percent-encoded, is refused with an empty body.

        Text is kept in one form: in NFC, with `\n` for every line break and no white space around it; within a block of the body spans keep
        theirs, but for the beginning and the end of the block. What holds nothing to see counts as null.
        Refused are control characters, bidirectional embeddings, overrides and isolates, U+FFFD, noncharacters, halves of surrogate pairs, more
        than 64 marks in a row, and a line break where one line is wanted. Lengths count code points, after that.
        """;

    public static IServiceCollection AddContract(this IServiceCollection services) => services
        .AddEndpointsApiExplorer()
        .AddSwaggerGen(Describe)
        // After what the resources describe themselves.
        .PostConfigure<SwaggerGenOptions>(options =>
        {
            options.DocumentFilter<MemberDescriptions>();
            options.DocumentFilter<SchemaDirections>();
            options.DocumentFilter<Tidying>();
        });

    public static void MapContract(this WebApplication app)
    {
        app.MapErrorPages();
        // It takes seconds of processor time to generate, and is the same until the process ends.
        var contract = new Lazy<Task<byte[]>>(() => WriteAsync(app.Services));
        app.MapGet(Path, async () => TypedResults.Bytes(await contract.Value, "application/json; charset=utf-8")).ExcludeFromDescription();
        app.MapSwaggerUI("docs", options =>
        {
            options.DocumentTitle = "Cms";
            options.SwaggerEndpoint(Path, "Cms v1");
            options.EnableDeepLinking();
            options.DisplayOperationId();
        }).WithMetadata(new HttpMethodMetadata([HttpMethods.Get]));
    }

    private static async Task<byte[]> WriteAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var contract = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(Document);
        return Encoding.UTF8.GetBytes(await contract.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Document, new OpenApiInfo
        {
            Title = "Cms",
            Version = Document,
            Description = About,
            License = new OpenApiLicense { Name = "All rights reserved", Identifier = "LicenseRef-all-rights-reserved" },
        });
        options.AddServer(new OpenApiServer { Url = "/", Description = "The service that this contract was read from." });
        options.DocInclusionPredicate((_, route) => route.RelativePath!.StartsWith("v1/", StringComparison.Ordinal));
        options.OrderActionsBy(route => $"{route.RelativePath} {route.HttpMethod}");
        options.CustomOperationIds(route => route.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName);
        options.CustomSchemaIds(SchemaConventions.NameOf);
        options.MapType<JsonObject>(() => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() });
        options.MapType<JsonNode>(() => new OpenApiSchema());
        options.SupportNonNullableReferenceTypes();
        options.IncludeXmlComments(typeof(OpenApi).Assembly);
        options.AddSecurityDefinition(EditorialOperations.Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key: cms_…",
        });
        options.SchemaFilter<SchemaConventions>();
        options.SchemaFilter<ProblemResponses>();
        options.OperationFilter<RouteOperations>();
        options.OperationFilter<EditorialOperations>();
        options.DocumentFilter<ProblemResponses>();
        options.DocumentFilter<TagDescriptions>();
        options.DocumentFilter<Examples>();
    }
}
