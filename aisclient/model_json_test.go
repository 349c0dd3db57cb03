package aisclient

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestAMissingBalanceIsLeftOut(t *testing.T) {
	for _, tt := range []struct {
		tx   Transaction
		want string // what the JSON says of the balance, empty for nothing
	}{
		{Transaction{Amount: -15000}, ""},
		{Transaction{Amount: -15000, HasBalance: true}, `"currencyBalance":0.00`},
		{Transaction{Amount: -15000, Balance: 1234500, HasBalance: true}, `"currencyBalance":123.45`},
	} {
		b, err := json.Marshal(tt.tx)
		if err != nil {
			t.Fatal(err)
		}
		s := string(b)
		if !strings.Contains(s, `"currencyAmount":-1.50`) || !strings.Contains(s, tt.want) || (tt.want == "") == strings.Contains(strings.ToLower(s), "balance") {
			t.Errorf("%+v: %s", tt.tx, s)
		}
		var back Transaction
		if err := json.Unmarshal(b, &back); err != nil || !reflect.DeepEqual(back, tt.tx) {
			t.Errorf("%s read back: %v %+v", s, err, back)
		}
	}
}

func TestTheModelsJSONHasNoNull(t *testing.T) {
	b, err := json.Marshal(Import{Targets: []Target{{}, {Accounts: []Account{{Transactions: []Transaction{{}}}}, CreditCards: []CreditCard{{}}}}})
	if err != nil || strings.Contains(string(b), "null") {
		t.Errorf("%v %s", err, b)
	}
	for _, list := range []string{`"owners":[]`, `"accounts":[]`, `"creditCards":[]`, `"deposits":[]`} {
		if !strings.Contains(string(b), list) {
			t.Errorf("no %s in %s", list, b)
		}
	}
	for _, figure := range []string{"urrencyBalance", "urrencyFundsAvailable", "limit"} {
		if strings.Contains(string(b), figure) {
			t.Errorf("%s was not given: %s", figure, b)
		}
	}
}
