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
		"import --resume a b": `unexpected argument "b"`, "case shw": "did you mean show?", "version --env sandbx": "no such setting", "schema tx --env live": "no such setting", "completion bash --env live": "no such setting", "help filter --env live": "no such setting", "lexicon chek": "did you mean check?", "case nonsense": `"aisdesk case --help" lists them`, "help tx nosuch": `there is no command or topic "nosuch"`, "completion tcsh": `no completion for "tcsh"`, "list --jsn": "unknown flag: --jsn",
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
	for _, mended := range []string{"function __aisdesk_word", "escape -- (__aisdesk_word)", "(__aisdesk_word | string", `split --max 1 -- \t`, "$split[1] $split[1],"} {
		if !strings.Contains(script, mended) {
			t.Errorf("cobra writes another script: no %s", mended)
		}
	}
	if script := d.run("completion", "zsh").out; !strings.Contains(script, "${compstate[quote]}") {
		t.Error("cobra writes another script for zsh")
	}
	fish := testenv.Need(t, testenv.Fish)
	bin := filepath.Dir(program(t))
	for typed, want := range map[string]string{
		`--filter "zabka lab`: "zabka label:\tlabel of the provider", `--filter zabka\ lab`: "zabka label:\tlabel of the provider", `--filter 'cat:groc`: "cat:groceries",
		"--filter -cat:groc": "-cat:groceries", "--sort -am": "-amount\n-amount,", "--sort=-am": "--sort=-amount\n--sort=-amount,", "--columns date,amou": "date,amount\ndate,amount,",
	} {
		cmd := exec.Command(fish, "--no-config", "-c", "set -x PATH "+bin+" $PATH; aisdesk completion fish | source; complete -C $argv[1]", "aisdesk tx latest "+typed)
		cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", typed, got, want, err)
		}
	}
}

// Bash completes by itself, without the package bash-completion: lists whose values have descriptions, words in open quotes and
// with blanks. It runs nothing of what stands on the line. What two values have in common comes before their list.
func TestBashCompletesAloneInTheMiddleOfAWord(t *testing.T) {
	cases := [][2]string{
		{`certify --case ordinary,part`, "ordinary,partial"}, {`certify --case partial,cu`, "partial,cut-off"}, {`tx latest --columns date,amou`, "date,amount"},
		{`tx latest --filter "zabka lab`, "zabka label:"}, {`tx latest --filter zabka\ lab`, `zabka\ label:`}, {`tx latest --filter 'cat:groc`, "cat:groceries"},
		{`tx latest --filter cat:groc`, "groceries"}, {`tx latest --filter="zabka cat:groc`, "zabka cat:groceries"}, {`tx latest --sort -am`, "-amount"}, {`tx latest --sort=-am`, "-amount"},
		{`tx latest --filter "zabka c`, "zabka cat:  (category of the row, such as loan_in)|zabka cur:  (currency)"}, {`tx latest --filter am`, "amt:"}, {`tx latest --filter -cat:groc`, "groceries"}, {`sandbox --scenario import-error:IOE`, "IOException"}, {`tx latest --filter amt:>oops`, ""}, {`show $(touch oops)`, ""}, {`show a; touch oops; aisdesk sh`, ""},
	}
	driver := `PATH=$1:$PATH; eval "$(aisdesk completion bash)"; COMP_WORDBREAKS=$' \t\n"\'><=;|&(:' COLUMNS=100 IFS='|'; compopt() { :; }
		shift; for line; do COMPREPLY=() COMP_LINE="aisdesk $line" COMP_TYPE=63; COMP_POINT=${#COMP_LINE}; IFS=$' \t\n' __start_aisdesk; IFS='|'; echo "${COMPREPLY[*]}"; done`
	args := []string{"--norc", "-c", driver, "bash", filepath.Dir(program(t))}
	for _, c := range cases {
		args = append(args, c[0])
	}
	cmd := exec.Command("bash", args...)
	cmd.Dir, cmd.Env = t.TempDir(), append(os.Environ(), "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if err != nil || len(got) != len(cases) {
		t.Fatalf("%v %s", err, out)
	}
	for i, c := range cases {
		if got[i] != c[1] {
			t.Errorf("%s: %q, want %q", c[0], got[i], c[1])
		}
	}
	if _, err := os.Stat(filepath.Join(cmd.Dir, "oops")); err == nil {
		t.Error("what stood on the line was run")
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
