package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"aisdesk/localserver/testenv"
)

// TestSandboxWorksWithoutANetwork runs an import in a network namespace that has a loopback device and nothing
// else: whatever the program would ask of the world outside would fail.
func TestSandboxWorksWithoutANetwork(t *testing.T) {
	const lonely = "ip link set lo up && exec \"$@\""
	c := exec.Command(testenv.Need(t, testenv.Network), "-rn", "sh", "-c", lonely, "sh", program(t), "import", "--login", "multi", "--speed", "50", "--json")
	c.Env = append(append(os.Environ(), homeOf(t.TempDir())...), "AISDESK_SANDBOX_PACE=20ms")
	out, err := c.Output()
	if err != nil || !strings.Contains(string(out), `"environment":"sandbox"`) || !strings.Contains(string(out), `"EUR"`) {
		t.Errorf("%v\n%s", err, out)
	}
}
