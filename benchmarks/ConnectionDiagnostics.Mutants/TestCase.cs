using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ConnectionDiagnostics.Mutants;

/// <summary>A test of xunit, or a row of a theory, found and run without its runner: that starts all tests of a process at once.</summary>
internal sealed class TestCase(MethodInfo method, object?[] arguments, int row)
{
    /// <summary>Tells a test that cannot run here from one that fails.</summary>
    private const string DynamicSkip = "$XunitDynamicSkip$";

    public string Name { get; } = $"{method.DeclaringType!.FullName}.{method.Name}{(row < 0 ? "" : $"#{row}")}";

    public string Method { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    /// <summary>All tests of an assembly, in an order that does not change.</summary>
    public static TestCase[] FindAll(string assembly) =>
    [
        .. from type in Assembly.LoadFrom(Path.GetFullPath(assembly)).GetTypes()
           where !type.IsAbstract && !type.ContainsGenericParameters
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
           where method.GetCustomAttribute<FactAttribute>() is { Skip: null, Explicit: false }
           orderby type.FullName, method.Name
           from test in Rows(method).Select((arguments, row) => new TestCase(method, arguments, method.GetParameters().Length == 0 ? -1 : row))
           select test,
    ];

    /// <returns><see langword="null"/> when it passed.</returns>
    public async Task<Exception?> RunAsync()
    {
        object? instance = null;
        try
        {
            instance = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
            switch (method.Invoke(instance, arguments))
            {
                case Task task:
                    await task.ConfigureAwait(false);
                    break;
                case ValueTask task:
                    await task.ConfigureAwait(false);
                    break;
            }

            return null;
        }
        catch (Exception exception)
        {
            Exception thrown = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            return thrown.Message.StartsWith(DynamicSkip, StringComparison.Ordinal) ? null : thrown;
        }
        finally
        {
            await DisposeAsync(instance).ConfigureAwait(false);
        }
    }

    private static async Task DisposeAsync(object? instance)
    {
        try
        {
            switch (instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync().ConfigureAwait(false);
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
        catch (Exception)
        {
            // The test has had its say.
        }
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (parameters.Length == 0)
        {
            return [[]];
        }

        return from attribute in method.GetCustomAttributes().OfType<IDataAttribute>()
               from row in DataOf(attribute, method)
               select Fit(row.GetData(), parameters);
    }

    private static IReadOnlyCollection<ITheoryDataRow> DataOf(IDataAttribute attribute, MethodInfo method)
    {
        if (attribute is MemberDataAttributeBase { MemberType: null } member)
        {
            member.MemberType = method.ReflectedType;
        }

        return attribute.GetData(method, new DisposalTracker()).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>As xunit does: optional parameters, a tail of params, numbers of another width, enumerations, and conversions that types define.</summary>
    private static object?[] Fit(object?[] given, ParameterInfo[] parameters)
    {
        var fitted = new object?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            ParameterInfo parameter = parameters[i];
            if (parameter.IsDefined(typeof(ParamArrayAttribute)) && !(given.Length == parameters.Length && parameter.ParameterType.IsInstanceOfType(given[i])))
            {
                Type element = parameter.ParameterType.GetElementType()!;
                object?[] rest = given[Math.Min(i, given.Length)..];
                var tail = Array.CreateInstance(element, rest.Length);
                for (int j = 0; j < rest.Length; j++)
                {
                    tail.SetValue(Convert(rest[j], element), j);
                }

                fitted[i] = tail;
            }
            else
            {
                fitted[i] = i < given.Length ? Convert(given[i], parameter.ParameterType) : parameter.DefaultValue;
            }
        }

        return fitted;
    }

    private static object? Convert(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || type.IsInstanceOfType(value))
        {
            return value;
        }

        MethodInfo? conversion = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Concat(value.GetType().GetMethods(BindingFlags.Public | BindingFlags.Static))
            .FirstOrDefault(method => method.Name is "op_Implicit" or "op_Explicit" && type.IsAssignableFrom(method.ReturnType)
                && method.GetParameters()[0].ParameterType.IsInstanceOfType(value));
        return conversion is not null ? conversion.Invoke(null, [value])
            : type.IsEnum ? Enum.ToObject(type, value)
            : value is IConvertible ? System.Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture)
            : value;
    }
}
