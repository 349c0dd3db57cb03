package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/testenv"
)

func TestAWrongCommandLineSaysWhatToWrite(t *testing.T) {
	d := newDesk(t)
	for line, want := range map[string]string{
		"lst": "did you mean list?", "nonsense": `"aisdesk --help" lists the commands`, "list x": `unexpected argument "x"`,
		"show": "ID or a file is missing: aisdesk show ID|FILE", "tx a b": `unexpected argument "b": aisdesk tx ID|FILE`,
		"delete": "ID is missing", "encrypt": "passphrase or keyring is missing", "encrypt x": `"x" is neither passphrase nor keyring`,
		"import": "with one of --login, --session, --reuse, --redirect, --resume", "import --login a --redirect": "--login and --redirect cannot be used together",
		"import --resume a b": `unexpected argument "b"`, "case shw": "did you mean new or show?", "lexicon chek": "did you mean check?", "case nonsense": `"aisdesk case --help" lists them`, "help tx nosuch": `there is no command or topic "nosuch"`, "completion tcsh": `no completion for "tcsh"`, "list --jsn": "unknown flag: --jsn",
	} {
		if r := d.run(strings.Fields(line)...); r.code != cli.ExitUsage || r.out != "" || !strings.Contains(r.err, want) || strings.Count(r.err, "\n") != 1 {
			t.Errorf("%s: exit %d %s%s", line, r.code, r.out, r.err)
		}
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if r := d.run("completion", shell); r.code != 0 || !strings.Contains(r.out, "aisdesk") {
			t.Errorf("completion %s: exit %d %s", shell, r.code, r.err)
		}
	}
}

// Words with quotes and blanks, and values that begin with a hyphen, are completed by fish as by the others.
func TestFishCompletesInTheMiddleOfAWord(t *testing.T) {
	d := newDesk(t)
	script := d.run("completion", "fish").out
	for _, mended := range []string{"function __aisdesk_word", "escape -- (__aisdesk_word)", "(__aisdesk_word | string", `split --max 1 -- \t`} {
		if !strings.Contains(script, mended) {
			t.Errorf("cobra writes another script: no %s", mended)
		}
	}
	fish := testenv.Need(t, testenv.Fish)
	bin := filepath.Dir(program(t))
	for typed, want := range map[string]string{
		`--filter "zabka lab`: "zabka label:\tlabel of the provider", `--filter zabka\ lab`: "zabka label:\tlabel of the provider", `--filter 'cat:groc`: "cat:groceries",
		"--sort -am": "-amount\n-amount.", "--sort=-am": "--sort=-amount\n--sort=-amount.", "--columns date,amou": "date,amount\ndate,amount.",
	} {
		cmd := exec.Command(fish, "--no-config", "-c", "set -x PATH "+bin+" $PATH; aisdesk completion fish | source; complete -C $argv[1]", "aisdesk tx latest "+typed)
		cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", typed, got, want, err)
		}
	}
}

func TestAnExportToAFolderThatIsNotThereIsNamed(t *testing.T) {
	d := newDesk(t)
	s := d.imported()
	none := filepath.Join(t.TempDir(), "none")
	r := d.run("tx", s.ID, "--format", "csv", "--output", filepath.Join(none, "rows.csv"))
	if r.code != cli.ExitError || !strings.Contains(r.err, "there is no folder "+none) || strings.Contains(r.err, ".part") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}
