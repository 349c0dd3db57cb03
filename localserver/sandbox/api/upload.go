package api

import (
	"encoding/json"
	"slices"
	"strings"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// uploaded is the body of POST /v1/owner. Only ownerExternalId is known of the provider's; the rest takes the names of
// the XML replies and is the sandbox's own.
type uploaded struct {
	OwnerExternalID string `json:"ownerExternalId"`
	Owners          []struct {
		Name, Address, Kind, Email, Phone string
	} `json:"owners"`
	Accounts []struct {
		Name, IBAN, CurrencyName string
		CurrencyBalance          written
		MoneyTransactions        []uploadedRow
	} `json:"accounts"`
}

type uploadedRow struct {
	TransactionOn, BookedOn, Title, Party, PartyIBAN, Kind string
	CurrencyAmount, CurrencyBalance                        written
}

// written is an amount as a JSON number or as a string; the digits are kept as they came.
type written string

func (w *written) UnmarshalJSON(raw []byte) error {
	if string(raw) == `""` {
		return nil
	}
	var n json.Number // takes both
	err := json.Unmarshal(raw, &n)
	*w = written(n)
	return err
}

// uploadOwner takes an owner's data, packed with gzip or not, and labels its transactions.
func uploadOwner(c *call) answer {
	var in uploaded
	if err := json.Unmarshal(c.body, &in); err != nil {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Body is malformed: "+strings.TrimPrefix(err.Error(), "json: ")+".")}
	}
	if in.OwnerExternalID == "" {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Body has no ownerExternalId.")}
	}
	if r := state.CheckOwnerID(in.OwnerExternalID); r != nil {
		return answer{refusal: r}
	}
	customer, err := in.customer()
	if err != nil {
		return answer{refusal: scenario.Refuse("InvalidParameter", err.Error())}
	}
	return answer{json: map[string]string{"requestId": c.State.AddUpload(in.OwnerExternalID, customer, c.now)}}
}

func (in *uploaded) customer() (*bank.Customer, error) {
	c := &bank.Customer{}
	for _, o := range in.Owners {
		c.Owners = append(c.Owners, bank.Owner{Name: o.Name, Address: o.Address, Kind: o.Kind, Email: o.Email, Phone: o.Phone})
	}
	for _, a := range in.Accounts {
		acc := bank.Account{ID: a.IBAN, Name: a.Name, IBAN: a.IBAN, Currency: a.CurrencyName}
		var err error
		if acc.Balance, err = money(a.CurrencyBalance); err != nil {
			return nil, err
		}
		acc.Funds = acc.Balance
		for _, r := range a.MoneyTransactions {
			t, err := r.transaction()
			if err != nil {
				return nil, err
			}
			acc.Transactions = append(acc.Transactions, t)
		}
		slices.SortStableFunc(acc.Transactions, func(a, b bank.Transaction) int { return int(b.TransactionOn - a.TransactionOn) })
		if n := len(acc.Transactions); n > 0 {
			acc.ActiveSince = acc.Transactions[n-1].TransactionOn
		}
		c.Accounts = append(c.Accounts, acc)
	}
	return c, nil
}

func (r uploadedRow) transaction() (t bank.Transaction, err error) {
	t = bank.Transaction{Title: r.Title, Party: r.Party, PartyIBAN: r.PartyIBAN, Kind: r.Kind, Status: "DONE"}
	if t.TransactionOn, err = bank.ParseDay(r.TransactionOn); err != nil {
		return t, err
	}
	t.BookedOn = t.TransactionOn
	if r.BookedOn != "" {
		if t.BookedOn, err = bank.ParseDay(r.BookedOn); err != nil {
			return t, err
		}
	}
	if t.Amount, err = money(r.CurrencyAmount); err != nil {
		return t, err
	}
	t.Labels = bank.Recognise(&t)
	t.Balance, err = money(r.CurrencyBalance)
	return t, err
}

func money(w written) (bank.Money, error) {
	if w == "" {
		return 0, nil
	}
	return bank.ParseMoney(string(w))
}
