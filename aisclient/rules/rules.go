// Package rules holds the thresholds by which verdicts are reached, as a value with a name and a hash: the built-in set, or
// one of a file that a backtest compares with it. What a rule does is code and belongs to the program's version; where it
// draws its lines belongs to the set.
package rules

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
)

// Version is the name of the built-in set. It changes with every rule.
const Version = "2026-11-28"

// rulesSchema is the version of the files' form.
const rulesSchema = 1

// Set are the thresholds. The tags are their names in a file, the comments the statements of the specification.
type Set struct {
	Schema      int         `toml:"schema"`
	Name        string      `toml:"name"`
	Income      Income      `toml:"income"`
	Obligations Obligations `toml:"obligations"`
	Signs       Signs       `toml:"signs"`
	Quality     Quality     `toml:"quality"`
}

// Income are the thresholds of income.
type Income struct {
	WindowDays         int `toml:"window_days"`          // an income is looked at over at least so many days (5.11)
	WindowCycles       int `toml:"window_cycles"`        // or over so many cycles (5.11)
	ProvenSpanDays     int `toml:"proven_span_days"`     // from the first to the last payment of a proven stream (5.8)
	AlimonyPayments    int `toml:"alimony_payments"`     // that prove alimony (5.8)
	CircleGonePermille int `toml:"circle_gone_permille"` // of what a payer paid: from here on there is no income (4.4)
	CircleNetPermille  int `toml:"circle_net_permille"`  // from here on only the net counts (4.4)
}

// Obligations are the thresholds of what has to be paid.
type Obligations struct {
	MeanMonths        int `toml:"mean_months"`        // of means and medians (6.1, 6.4, 6.6)
	RevolvingPermille int `toml:"revolving_permille"` // of a card's limit, a month (6.2)
}

// Signs are the thresholds of signs.
type Signs struct {
	DrawnCardPercent int `toml:"drawn_card_percent"` // of its limit, from which on a drawn card is a loan (8.7)
}

// Quality are the thresholds of the data's quality.
type Quality struct {
	CoverageDays  int `toml:"coverage_days"`  // below this it is short (7.2)
	GapDays       int `toml:"gap_days"`       // a gap is longer (7.3)
	GapTimes      int `toml:"gap_times"`      // and longer than so many times the usual interval (7.3)
	EverydayRows  int `toml:"everyday_rows"`  // fewer in 90 days are not those of a main account (7.8)
	LeavesPercent int `toml:"leaves_percent"` // of the income, that leaves a main account at most (7.8)
}

// Builtin is the set of this program.
func Builtin() *Set {
	return &Set{Schema: rulesSchema, Name: Version,
		Income:      Income{WindowDays: 90, WindowCycles: 3, ProvenSpanDays: 56, AlimonyPayments: 6, CircleGonePermille: 500, CircleNetPermille: 100},
		Obligations: Obligations{MeanMonths: 6, RevolvingPermille: 50},
		Signs:       Signs{DrawnCardPercent: 75},
		Quality:     Quality{CoverageDays: 90, GapDays: 35, GapTimes: 3, EverydayRows: 6, LeavesPercent: 50}}
}

// Or is the set, or the built-in one where it is nil.
func (s *Set) Or() *Set {
	if s == nil {
		return Builtin()
	}
	return s
}

// limits are the thresholds with their names and the values that make sense.
func (s *Set) limits() []limit {
	return []limit{
		{"income.window_days", s.Income.WindowDays, 28, 731}, {"income.window_cycles", s.Income.WindowCycles, 1, 24},
		{"income.proven_span_days", s.Income.ProvenSpanDays, 0, 731}, {"income.alimony_payments", s.Income.AlimonyPayments, 1, 24},
		{"income.circle_gone_permille", s.Income.CircleGonePermille, 1, 1000}, {"income.circle_net_permille", s.Income.CircleNetPermille, 1, 1000},
		{"obligations.mean_months", s.Obligations.MeanMonths, 1, 24}, {"obligations.revolving_permille", s.Obligations.RevolvingPermille, 0, 1000},
		{"signs.drawn_card_percent", s.Signs.DrawnCardPercent, 1, 100},
		{"quality.coverage_days", s.Quality.CoverageDays, 1, 731}, {"quality.gap_days", s.Quality.GapDays, 1, 366}, {"quality.gap_times", s.Quality.GapTimes, 1, 100},
		{"quality.everyday_rows", s.Quality.EverydayRows, 0, 1000}, {"quality.leaves_percent", s.Quality.LeavesPercent, 1, 100},
	}
}

type limit struct {
	name               string
	value, least, most int
}

// Hash tells sets with other thresholds apart, whatever they are called: 16 characters of a SHA-256.
func (s *Set) Hash() string {
	var b strings.Builder
	for _, l := range s.limits() {
		fmt.Fprintf(&b, "%s=%d\n", l.name, l.value)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}

// mostBytes is the largest file of rules.
const mostBytes = 64 << 10

// Parse reads a file. What it leaves out is as in the built-in set. The error names every threshold that cannot be.
func Parse(r io.Reader) (*Set, error) {
	b, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return nil, err
	}
	if len(b) > mostBytes {
		return nil, fmt.Errorf("a file of rules has at most %d bytes", mostBytes)
	}
	s := Builtin()
	s.Schema, s.Name = 0, ""
	meta, err := toml.Decode(string(b), s)
	if err != nil {
		return nil, err
	}
	return s, s.check(meta.Undecoded())
}

func (s *Set) check(unknown []toml.Key) error {
	var errs []error
	for _, k := range unknown {
		errs = append(errs, fmt.Errorf("there is no threshold %q; \"aisdesk backtest --write-rules FILE\" writes them all", k.String()))
	}
	switch {
	case s.Schema > rulesSchema:
		errs = append(errs, fmt.Errorf("schema %d is of a newer version, this one reads %d. Update aisdesk", s.Schema, rulesSchema))
	case s.Schema != rulesSchema:
		errs = append(errs, fmt.Errorf("schema = %d is missing", rulesSchema))
	}
	if strings.TrimSpace(s.Name) == "" || len(s.Name) > 60 || strings.ContainsFunc(s.Name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		errs = append(errs, errors.New("name is missing: name the rule set, in up to 60 bytes"))
	}
	for _, l := range s.limits() {
		if l.value < l.least || l.value > l.most {
			errs = append(errs, fmt.Errorf("%s = %d: it is from %d to %d", l.name, l.value, l.least, l.most))
		}
	}
	if s.Income.CircleNetPermille > s.Income.CircleGonePermille {
		errs = append(errs, errors.New("income.circle_net_permille is at most income.circle_gone_permille"))
	}
	return errors.Join(errs...)
}

// TOML writes the set as a file that Parse reads. The error is that of package toml.
func (s *Set) TOML() ([]byte, error) {
	var b bytes.Buffer
	e := toml.NewEncoder(&b)
	e.Indent = ""
	err := e.Encode(s)
	return b.Bytes(), err
}
