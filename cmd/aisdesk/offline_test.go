package main

import (
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands that work on this machine alone need nothing of the network: what is missing is not missed, what is wrong is a
// warning that names it, and the standard output stays the same.
func TestOfflineCommandsNeedNoKeyAddressOrPort(t *testing.T) {
	d := newDesk(t)
	s := d.imported()
	commands := [][]string{{"show", s.ID}, {"tx", s.ID}, {"list"}, {"report", s.ID}, {"show", caseFile("d02-zeros")}}
	plain := map[string]string{}
	for _, args := range commands {
		plain[strings.Join(args, " ")] = d.run(args...).out
	}
	for name, set := range map[string]map[string]string{
		"no client id": {"AISDESK_ENV": "test"}, "no key": {"AISDESK_ENV": "live", "AISDESK_CLIENT": "acme"},
		"key with a blank": {"AISDESK_ENV": "test", "AISDESK_CLIENT": "a-test", "AISDESK_API_KEY": "a b"},
		"port":             {"AISDESK_PORT": "99999"}, "timeout": {"AISDESK_TIMEOUT": "soon"}, "max reply": {"AISDESK_MAX_REPLY_MB": "x"},
		"address": {"AISDESK_ENV": "test", "AISDESK_CLIENT": "a-test", "AISDESK_API_KEY": "k", "AISDESK_API_URL": "http://example.com"},
	} {
		for k, v := range set {
			d.env[k] = v
		}
		for _, args := range commands {
			r := d.run(args...)
			if r.code != cli.ExitOK || r.out != plain[strings.Join(args, " ")] {
				t.Errorf("%s: %v: exit %d %s", name, args, r.code, r.err)
			}
			if wrong := name != "no client id" && name != "no key" && name != "key with a blank"; wrong != strings.Contains(r.err, "warning: ") {
				t.Errorf("%s: %v says %q", name, args, r.err)
			}
		}
		if r := d.run("import", "--login", "test1"); r.code != cli.ExitUsage {
			t.Errorf("%s: an import was begun: exit %d", name, r.code)
		}
		if name == "no key" || name == "no client id" {
			if r := d.runWith("", "delete", s.ID, "--yes", "--provider"); r.code == cli.ExitOK || d.saved() != 1 {
				t.Errorf("%s: the provider's copy was deleted: exit %d", name, r.code)
			}
		}
		for k := range set {
			delete(d.env, k)
		}
	}
	if r := d.run("list", "--env", "prod"); r.code != cli.ExitUsage {
		t.Errorf("an environment that there is not: exit %d", r.code)
	}
}
