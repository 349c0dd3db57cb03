package config

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestAMisspeltVariableIsNamedWithTheNearest(t *testing.T) {
	got := UnknownVariables([]string{"PATH", "AISDESK_CLEINT", "AISDESK_ENV", "AISDESK_PASSPHRASE_FIEL", "AISDESK_QQQQQQQQQQQQ", "AISDESK_CONFIG", "AISDESK_LOCALE", "AISDESK_SCENARIO", "AISDESK_ENVIRONMENT", "AISDESK_PASSPHRASE"})
	want := []string{
		"the variable AISDESK_CLEINT is not known and without effect; did you mean AISDESK_CLIENT?",
		"the variable AISDESK_ENVIRONMENT is not known and without effect; did you mean AISDESK_ENV?",
		"the variable AISDESK_LOCALE is not known and without effect",
		"the variable AISDESK_PASSPHRASE is not known and without effect; did you mean AISDESK_PASSPHRASE_FILE?",
		"the variable AISDESK_PASSPHRASE_FIEL is not known and without effect; did you mean AISDESK_PASSPHRASE_FILE?",
		"the variable AISDESK_QQQQQQQQQQQQ is not known and without effect",
		"the variable AISDESK_SCENARIO is not known and without effect",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// What certify tells the client that it checks is no setting, and somebody may take it for one.
func TestAVariableOfCertifyIsNamedWithTheFlag(t *testing.T) {
	if got := UnknownVariables([]string{"AISDESK_OWNER"}); len(got) != 1 || !strings.Contains(got[0], "AISDESK_OWNER is without effect") || !strings.HasSuffix(got[0], "did you mean --owner?") {
		t.Errorf("got %q", got)
	}
	if got := UnknownVariables([]string{"AISDESK_OWNER", "AISDESK_SINCE", "AISDESK_WORK_DIR"}); len(got) > 0 {
		t.Errorf("under certify: %q", got)
	}
}

// A word that the accessible mode does not know is told; it is on then.
func TestAWrongWordOfTheAccessibleModeIsTold(t *testing.T) {
	for word, told := range map[string]bool{"maybe": true, "on": false, "No": false, "1": false, "": false} {
		for _, load := range []func(Flags, func(string) string) (*Config, error){Load, LoadOffline, LoadHeadless} {
			c, err := load(Flags{"config": write(t, 0o600, "")}, env(t, "AISDESK_ACCESSIBLE", word))
			if err != nil || (len(c.Warnings) > 0) != told || told && !strings.Contains(c.Warnings[0], `"maybe" is neither on nor off`) {
				t.Errorf("%q: %v %q", word, err, c.Warnings)
			}
		}
	}
}

// A proxy whose address cannot be read is passed over, which whoever named it must hear. Its password stays unsaid.
func TestAProxyThatCannotBeReadIsTold(t *testing.T) {
	for value, told := range map[string]bool{"::bad": true, "http://user:sentinel%zz@proxy.example:1": true, "http://proxy.example:3128": false, "proxy.example:3128": false, "": false} {
		c, err := LoadHeadless(Flags{"env": "test"}, env(t, "AISDESK_CLIENT", "a-test", "AISDESK_API_KEY", "k", "HTTPS_PROXY", value))
		said := ""
		if err == nil {
			said = strings.Join(c.Warnings, "\n")
		}
		if err != nil || strings.Contains(said, "HTTPS_PROXY is no address") != told || strings.Contains(said, "sentinel") {
			t.Errorf("%q: %v %q", value, err, said)
		}
	}
	for _, load := range []func(Flags, func(string) string) (*Config, error){LoadOffline, LoadDemo, Load} {
		if c, err := load(nil, env(t, "HTTPS_PROXY", "::bad")); err != nil || len(c.Warnings) > 0 {
			t.Errorf("where nothing goes through it: %v", err)
		}
	}
}

// Every variable that the program reads is a known one.
func TestEveryVariableOfTheProgramIsKnown(t *testing.T) {
	literal := regexp.MustCompile(`"(AISDESK_[A-Z_]*[A-Z])"`)
	found := 0
	err := filepath.WalkDir("../../../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || strings.Contains(filepath.ToSlash(p), "/testenv/") || strings.Contains(filepath.ToSlash(p), "/browsertest/") {
			return err
		}
		src, err := os.ReadFile(p)
		for _, m := range literal.FindAllStringSubmatch(string(src), -1) {
			found++
			if !slices.Contains(variables(), m[1]) {
				t.Errorf("%s reads %s, which is not known", p, m[1])
			}
		}
		return err
	})
	if err != nil || found < 20 {
		t.Errorf("%d found, %v", found, err)
	}
}
