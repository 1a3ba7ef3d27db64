using System.Text;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class ContainerMarksTests
{
    private const string DockerMount =
        "612 589 8:1 /var/lib/docker/containers/4f1c/hostname /etc/hostname rw,relatime - ext4 /dev/sda1 rw\n";

    [Theory]
    [InlineData("12:pids:/docker/4f1c\n0::/", true)]
    [InlineData("0::/system.slice/docker-4f1c.scope", true)]
    [InlineData("0::/kubepods.slice/kubepods-besteffort.slice/cri-containerd-4f1c.scope", true)]
    [InlineData("11:memory:/kubepods/burstable/pod1/4f1c", true)]
    [InlineData("0::/machine.slice/libpod-4f1c.scope/container", true)]
    [InlineData("5:cpu:/lxc/web", true)]
    [InlineData("0::/lxc.payload.web", true)]
    [InlineData("0::/", false)]
    [InlineData("0::/init.scope", false)]
    [InlineData("0::/system.slice/docker.service", false)]
    [InlineData("0::/system.slice/lxcfs.service", false)]
    [InlineData("docker", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Groups_of_containers_are_known(string? groups, bool marked) => ContainerMarks.HasMarkedGroup(groups).Should().Be(marked);

    [Theory]
    [InlineData(DockerMount, true)]
    [InlineData("1 2 0:3 /containers/storage/overlay-containers/4f1c/userdata/hosts /etc/hosts rw - tmpfs tmpfs rw", true)]
    [InlineData("1 2 8:1 /var/lib/kubelet/pods/1/etc-hosts /etc/hosts rw - ext4 /dev/sda1 rw", true)]
    [InlineData("1 2 0:4 /proc/meminfo /proc/meminfo rw - fuse.lxcfs lxcfs rw", true)]
    [InlineData("1 2 0:4 / /var/lib/lxcfs rw - fuse.lxcfs lxcfs rw", false)]
    [InlineData("1 2 0:5 / /var/lib/docker/overlay2/4f1c/merged rw - overlay overlay rw", false)]
    [InlineData("1 2 0:6 /systemd/resolve/stub-resolv.conf /etc/resolv.conf rw - tmpfs tmpfs rw", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Files_that_engines_bind_are_known(string? mounts, bool marked) => ContainerMarks.HasMarkedMount(mounts).Should().Be(marked);

    [Theory]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "true", false, true)]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER", "false", false, false)]
    [InlineData("container", "lxc", false, true)]
    [InlineData("KUBERNETES_SERVICE_HOST", "10.0.0.1", true, true)]
    [InlineData("KUBERNETES_SERVICE_HOST", "10.0.0.1", false, false)]
    [InlineData("PATH", "/bin", true, false)]
    public void Variables_count_where_nobody_else_has_them(string name, string value, bool terminationLog, bool marked) =>
        ContainerMarks.IsMarked(asked => asked == name ? value : null, path => terminationLog && path == "/dev/termination-log").Should().Be(marked);

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes =>
        {
            ContainerMarks.HasMarkedGroup(Encoding.UTF8.GetString(bytes));
            ContainerMarks.HasMarkedMount(Encoding.UTF8.GetString(bytes));
        },
        Encoding.UTF8.GetBytes(DockerMount));
}
