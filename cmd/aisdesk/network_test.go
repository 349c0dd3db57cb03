package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestSandboxWorksWithoutANetwork runs an import in a network namespace that has a loopback device and nothing
// else: whatever the program would ask of the world outside would fail.
func TestSandboxWorksWithoutANetwork(t *testing.T) {
	const lonely = "ip link set lo up && exec \"$@\""
	if err := exec.Command("unshare", "-rn", "sh", "-c", lonely, "sh", "true").Run(); err != nil {
		t.Skip("needs unshare and ip with the right to make a network namespace")
	}
	c := exec.Command("unshare", "-rn", "sh", "-c", lonely, "sh", program(t), "import", "--login", "multi", "--speed", "50", "--json")
	c.Env = append(append(os.Environ(), homeOf(t.TempDir())...), "AISDESK_SANDBOX_PACE=20ms")
	out, err := c.Output()
	if err != nil || !strings.Contains(string(out), `"environment":"sandbox"`) || !strings.Contains(string(out), `"EUR"`) {
		t.Errorf("%v\n%s", err, out)
	}
}
