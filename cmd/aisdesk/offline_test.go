package main

import (
	"strings"
	"testing"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
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
		"environment": {"AISDESK_ENV": "prod"}, "encryption": {"AISDESK_ENCRYPT": "passphrse"}, "retention": {"AISDESK_RETENTION_DAYS": "thirty"}, "cache": {"AISDESK_CACHE_MB": "x"},
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

// What is wrong about encryption and deletion stays on the safe side: nothing is saved in plain text, and nothing is deleted by a
// time that nobody gave.
func TestWrongSettingsOfEncryptionAndDeletionStaySafe(t *testing.T) {
	get := func(env map[string]string) *config.Config {
		t.Helper()
		env["HOME"] = t.TempDir()
		c, err := config.LoadOffline(config.Flags{}, func(k string) string { return env[k] })
		if err != nil || len(c.Warnings) != 1 {
			t.Fatalf("%v %+v", err, c)
		}
		return c
	}
	if c := get(map[string]string{"AISDESK_ENCRYPT": "passphrse"}); c.Encrypt == "" {
		t.Error("encryption is not demanded any more")
	}
	if c := get(map[string]string{"AISDESK_RETENTION_DAYS": "thirty"}); !c.RetentionFixed || c.Retention >= 0 {
		t.Errorf("imports are kept for %v", c.Retention)
	}
	if c := get(map[string]string{"AISDESK_ENV": "prod", "AISDESK_CLIENT": "acme", "AISDESK_API_KEY": "k"}); c.Environment != app.Sandbox || c.HasKey() {
		t.Errorf("a key is read for the environment %s", c.Environment)
	}
}
