package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/importcmd"
)

// analysed imports a customer at the sandbox of env and opens the services of the analytics in a terminal. After the
// program ends, a second run opens the import again where no provider answers.
func analysed(t *testing.T, env []string) *terminal {
	t.Helper()
	run := "while [ ! -s $HOME/go ]; do sleep 0.1; done; " + program(t) + " open $(cat $HOME/go); echo RUN1=$?; " +
		"while [ ! -s $HOME/again ]; do sleep 0.1; done; AISDESK_API_URL=http://127.0.0.1:9 " + program(t) + " open $(cat $HOME/go)"
	term := openTerminal(t, 100, 30, env, "sh", "-c", run)
	c := exec.Command(program(t), "import", "--login", "test1", "--json")
	c.Env = append(append(os.Environ(), env...), homeOf(term.dir)...)
	out, err := c.Output()
	var s importcmd.Summary
	if err == nil {
		err = json.Unmarshal(out, &s)
	}
	if err != nil {
		t.Fatalf("import: %v %s", err, out)
	}
	if err := os.WriteFile(term.dir+"/go", []byte(s.ID), 0o600); err != nil {
		t.Fatal(err)
	}
	return term.services()
}

// services goes to the services of the import that is open.
func (term *terminal) services() *terminal {
	term.t.Helper()
	term.wait("1 Overview", "Maria Sochacka")
	term.keys("5").wait("[ranking]")
	term.keys("B").wait("[services]")
	return term
}

// TestE2EServicesOutsideTheContract asks every service; some are not in the contract, which the desk says of each,
// now and later without a provider.
func TestE2EServicesOutsideTheContract(t *testing.T) {
	env, _ := foreign(t, "--speed", "50", "--scenario", "not-in-contract:income,accounts-summary,profiles")
	term := analysed(t, env)
	term.keys("Enter").wait("Tier")
	for _, outside := range []bool{true, true, false, true} {
		term.keys("Down").wait("enter asks the provider; ")
		term.keys("Enter").gone("enter asks the provider; ")
		if outside {
			term.wait("not in your contract with the provider", "Ask their support")
		}
	}
	counts := func(s string) {
		if n := strings.Count(s, "not in your contract │"); n != 3 {
			t.Errorf("%d services are said to be outside the contract, want 3:\n%s", n, s)
		}
	}
	counts(term.wait("just now"))
	term.keys("q").wait("RUN1=0")
	if err := os.WriteFile(term.dir+"/again", []byte("1"), 0o600); err != nil {
		t.Fatal(err)
	}
	counts(term.services().wait("answered 20"))
	term.keys("Home").wait("Tier", "answered 20", "by sandbox")
	term.keys("Enter").wait("Ask the provider again?", "may charge for it")
	term.keys("y").wait("failed", "nothing answers at this address", "Tier")
	term.keys("q").wait("EXIT=0")
}
