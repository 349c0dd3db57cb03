package state

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A customer's bank is one of the catalog in a country of the customer; each built-in one is.
func TestCustomersAreOfBanksOfTheCatalog(t *testing.T) {
	of := func(bank string) error {
		file := filepath.Join(t.TempDir(), "c.toml")
		text := "[[customer]]\nlogin = \"wis\"\npassword = \"x\"\ncountries = [\"pl\"]\nbank = \"" + bank + "\"\n[[customer.person]]\nid = \"p\"\nname = \"P\"\n"
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := CustomerSpecs(file, true)
		return err
	}
	if err := of("Wisla"); err != nil {
		t.Error(err)
	}
	if err := of("Wislaa"); err == nil || !strings.Contains(err.Error(), `5: customer[0].bank: "Wislaa" is not one of KontoBank, KontoBankApi, WislaApi, Wisla, `) {
		t.Error(err)
	}
	all, err := CustomerSpecs("", false)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if l, ok := FindTarget(c.Bank); c.Bank != "" && (!ok || l.Country != c.Countries[0]) {
			t.Errorf("%s is of the bank %q", c.Login, c.Bank)
		}
	}
}
