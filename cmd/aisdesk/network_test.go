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

// Security statement 24: localhost is this machine, also where the system's list of hosts names another one.
func TestLocalhostIsThisMachineWhateverHostsSay(t *testing.T) {
	const strayed = `ip link set lo up && echo "10.99.0.1 localhost" >hosts && mount --bind hosts /etc/hosts || exit 9
"$1" sandbox --json >about & served=$!
while [ ! -s about ]; do sleep 0.05; done
"$1" sandbox trigger ok; code=$?
kill $served; wait $served; exit $code`
	dir := t.TempDir()
	c := exec.Command(testenv.Need(t, testenv.Network), "-rnm", "sh", "-c", strayed, "sh", program(t))
	c.Dir, c.Env = dir, append(os.Environ(), homeOf(dir)...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
