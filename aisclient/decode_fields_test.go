package aisclient

import (
	"reflect"
	"strings"
	"testing"

	"aisdesk/aisclient/text"
)

// everything has each documented field once, in the shape of a command's result.
const everything = `<?xml version="1.0" encoding="utf-8"?>
<reply xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="x.xsd" status="200 OK" user="acme-test" ownerExternalId="app-1" responseTimestamp="2026-01-02T03:04:05Z">
 <command id="455000001" state="successful" name="DefaultImportCommand" target="KontoBank" institution="Konto">
  <progress><value>42.5</value></progress>
  <result>
   <owners><owner><name> ANNA  WYMYŚLONA </name><address>UL. A 1</address><polishPesel>90010112345</polishPesel><polishNip>1</polishNip><polishRegon>2</polishRegon>
     <phone>+48***</phone><email>a@example.com</email><citizenship>PL</citizenship><nationality>PL</nationality><personalDocumentType>dowód</personalDocumentType>
     <personalDocumentNumber>AAA000000</personalDocumentNumber><birthDate>1990</birthDate><birthPlace>Nigdzie</birthPlace><kind>Co-Owner</kind></owner></owners>
   <accounts><account partialDueToTimeout="true"><name>Konto 0</name><friendlyName>Konto</friendlyName><iban>PL61109010140000071219812874</iban>
     <currencyBalance>259402.51</currencyBalance><currencyFundsAvailable>-1</currencyFundsAvailable><currencyName>pln</currencyName>
     <activeSinceAtLeast>2019-02-28</activeSinceAtLeast><directDebit available="false"/><owner>A, B</owner>
     <moneyTransactions>
      <moneyTransaction><transactionOn>2026-01-01</transactionOn><bookedOn>2026-01-02</bookedOn><currencyAmount>-12.3456</currencyAmount><currencyBalance>0.00</currencyBalance>
       <title>a  b</title><party>C&#xD3;RKA &amp; SYN
ul. Nowa</party><partyIban>PL1</partyIban><kind>ZAPŁATA KARTĄ</kind><status>DONE</status><labels><label>tax</label><label>zus</label><label>grocery</label><label>tax</label></labels>
       <variableSymbol>12</variableSymbol><constantSymbol>34</constantSymbol></moneyTransaction>
      <moneyTransaction><currencyAmount>1</currencyAmount></moneyTransaction>
     </moneyTransactions>
     <owners><owner><name>ANNA</name><kind>OWNER</kind></owner></owners></account></accounts>
   <creditCards><creditCard><name>Karta</name><cardId>**** 1</cardId><iban>PL2</iban><number>4</number><currencyBalance>-10</currencyBalance><currencyFundsAvailable>90.00</currencyFundsAvailable>
     <currencyName>EUR</currencyName><owner>C</owner><owners><owner><name>C</name></owner></owners><limit>100</limit><interest>12,5%</interest><dueDate>2026-02-01</dueDate>
     <moneyTransactions partialDueToTimeout="1"><moneyTransaction><currencyAmount>-5</currencyAmount></moneyTransaction></moneyTransactions></creditCard>
     <creditCard><interests><interest>7</interest></interests><creditCardTransactions><creditCardTransaction><currencyAmount>-6</currencyAmount></creditCardTransaction></creditCardTransactions></creditCard></creditCards>
   <deposits><deposit a="1"><x>y</x></deposit></deposits>
  </result>
 </command>
</reply>`

func TestEveryDocumentedFieldIsRead(t *testing.T) {
	imp := decode(t, everything)
	if len(imp.Warnings) > 0 {
		t.Errorf("warnings: %v", imp.Warnings)
	}
	if e := imp.Envelope; e.Code() != 200 || e.User.String() != "acme-test" || e.OwnerExternalID.String() != "app-1" || e.ResponseTimestamp.Unix() != 1767323045 {
		t.Errorf("envelope %+v", e)
	}
	c := imp.Command
	if c.ID != "455000001" || c.State != StateSuccessful || c.Progress != 42.5 || c.Institution.String() != "Konto" {
		t.Errorf("command %+v", c)
	}
	target := imp.Targets[0]
	if target.Name.String() != "KontoBank" || target.Institution.String() != "Konto" {
		t.Errorf("target %+v", target)
	}
	o := reflect.ValueOf(target.Owners[0])
	for i := range o.NumField() {
		if o.Field(i).IsZero() {
			t.Errorf("the owner's %s was not read", o.Type().Field(i).Name)
		}
	}
	if target.Owners[0].Kind != KindCoOwner || target.Owners[0].Name.String() != "ANNA  WYMYŚLONA" {
		t.Errorf("owner %+v", target.Owners[0])
	}
	a := target.Accounts[0]
	if !a.PartialDueToTimeout || *a.Balance != 2594025100 || *a.FundsAvailable != -10000 || a.Currency != "PLN" || *a.DirectDebit || a.OwnerText.String() != "A, B" ||
		a.ActiveSinceAtLeast.String() != "2019-02-28" || len(a.Owners) != 1 || a.Count != 2 || a.FriendlyName.String() != "Konto" {
		t.Errorf("account %+v", a)
	}
	tx := a.Transactions[0]
	if tx.Amount != -123456 || !tx.HasBalance || tx.Balance != 0 || tx.Title.String() != "a  b" || tx.Party.String() != "CÓRKA & SYN ul. Nowa" ||
		tx.VariableSymbol.String() != "12" || tx.ConstantSymbol.String() != "34" || tx.TransactionOn.String() != "2026-01-01" || tx.BookedOn.String() != "2026-01-02" {
		t.Errorf("transaction %+v", tx)
	}
	if got := join(tx.Labels); got != "grocery,tax,zus" {
		t.Errorf("labels %s", got)
	}
	if tx := a.Transactions[1]; tx.HasBalance || !tx.Booked() || tx.Labels != nil {
		t.Errorf("bare transaction %+v", tx)
	}
	card := target.CreditCards[0]
	if *card.Limit != 1000000 || card.Interest.String() != "12,5%" || card.DueDate.String() != "2026-02-01" || !card.PartialDueToTimeout || card.Count != 1 || *card.Balance != -100000 || card.CardID.String() != "**** 1" {
		t.Errorf("card %+v", card)
	}
	if card := target.CreditCards[1]; card.Interest.String() != "7" || card.Transactions[0].Amount != -60000 {
		t.Errorf("second card %+v", card)
	}
	if d := target.Deposits; len(d) != 1 || d[0].Name != "deposit" || string(d[0].XML) != `<deposit a="1"><x>y</x></deposit>` {
		t.Errorf("deposits %q", d)
	}
}

func join(list []text.Text) string {
	var s []string
	for _, t := range list {
		s = append(s, t.String())
	}
	return strings.Join(s, ",")
}

func TestAggregatedDataOfSeveralBanks(t *testing.T) {
	imp := decode(t, `<reply status="200 OK" ownerExternalId="app-1"><owner externalId="app-1" createdAt="2026-05-23T07:35:07.264013Z" updatedAt="x" origin="scraper" lastChange="2026-05-24T00:00:00Z">
	<target name="A" officialName="Bank A" institution="Ia"><owners></owners><accounts><account><name>1</name></account></accounts><creditCards></creditCards><deposits></deposits></target>
	<target name="B"/><target name="A"><accounts/><creditCards><creditCard><name>k</name></creditCard></creditCards></target></owner></reply>`)
	if imp.Command != nil || imp.Owner.ExternalID.String() != "app-1" || imp.Owner.CreatedAt.Nanosecond() != 264013000 || !imp.Owner.UpdatedAt.IsZero() {
		t.Errorf("owner %+v", imp.Owner)
	}
	if len(imp.Targets) != 3 || imp.Targets[0].OfficialName.String() != "Bank A" || len(imp.Targets[0].Accounts) != 1 || imp.Targets[1].Name.String() != "B" || len(imp.Targets[2].CreditCards) != 1 {
		t.Errorf("targets %+v", imp.Targets)
	}
	if len(imp.Warnings) != 1 || imp.Warnings[0] != (Warning{Path: "reply/owner/@updatedAt", What: "not a time", Count: 1}) {
		t.Errorf("warnings %v", imp.Warnings)
	}
}

func TestWhatIsUnknownIsCountedAndHarmsNothing(t *testing.T) {
	imp := decode(t, `<reply status="200 OK" mood="good"><weather/><command id="1" state="successful" x:y="z"><result><pets><cat/></pets>
	<accounts><account colour="red"><name>Konto</name><moneyTransactions><hint/><moneyTransaction uuid="u"><currencyAmount>1</currencyAmount><mood>good</mood></moneyTransaction>
	<moneyTransaction uuid="v"><currencyAmount>2</currencyAmount><mood/><currencyAmount>2.0</currencyAmount></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`)
	a := imp.Targets[0].Accounts[0]
	if a.Name.String() != "Konto" || a.Count != 2 || a.Transactions[1].Amount != 20000 {
		t.Errorf("account %+v", a)
	}
	want := []Warning{
		{"reply/@mood", "unknown attribute", 1},
		{"reply/weather", "unknown element", 1},
		{"reply/command/@x:y", "unknown attribute", 1},
		{"reply/command/result/pets", "unknown element", 1},
		{"reply/command/result/accounts/account/@colour", "unknown attribute", 1},
		{"reply/command/result/accounts/account/moneyTransactions/hint", "unknown element", 1},
		{"reply/command/result/accounts/account/moneyTransactions/moneyTransaction/@uuid", "unknown attribute", 2},
		{"reply/command/result/accounts/account/moneyTransactions/moneyTransaction/mood", "unknown element", 2},
		{"reply/command/result/accounts/account/moneyTransactions/moneyTransaction/currencyAmount", "element stands more than once", 1},
	}
	if !reflect.DeepEqual(imp.Warnings, want) {
		t.Errorf("warnings\n%v\nwant\n%v", imp.Warnings, want)
	}
}

func TestLabelsInTheFormsThatTheyMayTake(t *testing.T) {
	for raw, want := range map[string]string{
		`<label>b</label><label>a</label>`:                              "a,b",
		`<label> extra  pay </label>`:                                   "extra  pay",
		`<label>grocery<vendor>Sklep</vendor></label>`:                  "grocery",
		"<label>\n <vendors><v/></vendors> grocery\n</label>":           "grocery",
		`<label><name>tax</name><vendors><v>Bank</v></vendors></label>`: "tax",
		`<label><a><b>deep</b></a></label>`:                             "deep",
		`<label name="fee"/><label name="tax"></label>`:                 "fee,tax",
		`<label/><label></label>`:                                       "",
		`<label><![CDATA[a&b]]></label>`:                                "a&b",
		`<label>a&amp;b</label><label>a&#38;b</label><other>x</other>`:  "a&b",
		`</labels><labels><label>z</label></labels><labels>` + "\n":     "z",
		`<label>x</label></labels><labels><label>w</label>`:             "w,x",
		`<label vendor="v">with attribute</label><label>plain</label>`:  "plain,with attribute",
	} {
		imp := decode(t, `<reply><command state="successful"><result><accounts><account><moneyTransactions><moneyTransaction><currencyAmount>1</currencyAmount><labels>`+raw+
			`</labels></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`)
		if got := join(imp.Targets[0].Accounts[0].Transactions[0].Labels); got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
}
