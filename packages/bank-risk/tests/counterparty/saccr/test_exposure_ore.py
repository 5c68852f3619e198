"""The same portfolio through the Open Source Risk Engine (ORE), a program of others: add-ons, replacement cost and exposure must agree.

ORE runs in a process of its own, on inputs written here: flat curves, one exchange rate, seasoned swaps and currency forwards.

Where ORE 1.8.17 departs from CRE52 the portfolio stays away, so that agreement means something: it adds maturity buckets of a currency with their
sign, without the correlations of CRE52.57; it takes the larger leg of an FX trade even when one leg is domestic (CRE52.35); it starts a swap at its
first payment. Its margin period is 2 weeks of 52, ours 10 days of 250: the year is set to 260 days for the comparison.
"""

import csv
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bank_risk.counterparty.saccr.exposure import SetExposure, netting_sets
from bank_risk.counterparty.saccr.factors import SaccrFactors
from bank_risk.counterparty.saccr.trade import Direction, MarginAgreement, NettingSet, SaccrTrade, Subclass

AS_OF = date(2026, 2, 5)
KRONER = 11.25
RATES = {"EUR": 0.02, "NOK": 0.035, "USD": 0.02}
"""Flat curves. ORE reports the value of a netting set in dollars beside amounts in euro, so one dollar is one euro here."""
MARGIN_YEAR = 260
RUN = "import ORE, sys; p = ORE.Parameters(); p.fromFile(sys.argv[1]); ORE.OREApp(p, False).run()"


@dataclass(frozen=True)
class OreSwap:
    id: str
    set: str
    currency: str
    notional: int
    end: date
    pays_fixed: bool


@dataclass(frozen=True)
class OreForward:
    """Buys kroner for euro when `buys`, else sells them."""

    id: str
    set: str
    kroner: int
    euro: int
    end: date
    buys: bool


SWAPS = [
    OreSwap("S1", "BARE", "EUR", 10_000_000, date(2028, 9, 4), pays_fixed=False),
    OreSwap("S2", "BARE", "EUR", 20_000_000, date(2029, 9, 3), pays_fixed=True),
    OreSwap("S3", "BARE", "NOK", 80_000_000, date(2035, 9, 3), pays_fixed=True),
    OreSwap("S4", "MARGINED", "EUR", 10_000_000, date(2031, 9, 1), pays_fixed=True),
    OreSwap("S5", "MARGINED", "NOK", 90_000_000, date(2027, 9, 1), pays_fixed=True),
]
FORWARDS = [
    OreForward("F1", "BARE", 30_000_000, 2_500_000, date(2027, 8, 5), buys=True),
    OreForward("F2", "BARE", 50_000_000, 4_100_000, date(2029, 8, 6), buys=False),
    OreForward("F3", "MARGINED", 10_000_000, 800_000, date(2028, 2, 7), buys=False),
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ore")
    for name, text in _inputs().items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", RUN, str(folder / "ore.xml")], cwd=folder, capture_output=True, text=True, timeout=50, check=False)
    assert (folder / "out" / "saccr.csv").exists(), done.stdout + done.stderr
    return folder / "out"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name.lstrip("#"): cell for name, cell in row.items()} for row in csv.DictReader(file)]


def _years(end: date) -> float:
    """Actual/actual, as ORE counts the times of SA-CCR."""
    edges = [AS_OF, *(date(year, 1, 1) for year in range(AS_OF.year + 1, end.year + 1)), end]
    lengths = [(date(first.year + 1, 1, 1) - date(first.year, 1, 1)).days for first in edges[:-1]]
    return sum((last - first).days / length for first, last, length in zip(edges, edges[1:], lengths, strict=False))


def _ours(priced: dict[str, dict[str, str]], factors: SaccrFactors) -> dict[str, SetExposure]:
    """With ORE's present values and its own conversion of notionals, which is at the spot date."""
    rate = float(priced["S3"]["Notional(Base)"]) / 80_000_000
    trades: dict[str, list[SaccrTrade]] = {"BARE": [], "MARGINED": []}
    for swap in SWAPS:
        swapped = SaccrTrade(
            id=swap.id,
            subclass=Subclass.INTEREST_RATE,
            currency=swap.currency,
            notional=swap.notional * (1 if swap.currency == "EUR" else rate),
            mark=float(priced[swap.id]["NPV(Base)"]),
            direction=Direction.LONG if swap.pays_fixed else Direction.SHORT,
            maturity=_years(swap.end),
            end=_years(swap.end),
        )
        trades[swap.set].append(swapped)
    for forward in FORWARDS:
        exchanged = SaccrTrade(
            id=forward.id,
            subclass=Subclass.FOREIGN_EXCHANGE,
            currency="NOK",
            notional=forward.kroner * rate,
            second_currency="EUR",
            second_notional=forward.euro,
            mark=float(priced[forward.id]["NPV(Base)"]),
            direction=Direction.LONG if forward.buys else Direction.SHORT,
            maturity=_years(forward.end),
            end=_years(forward.end),
        )
        trades[forward.set].append(exchanged)
    agreement = MarginAgreement(threshold=20_000, minimum_transfer=10_000, remargin_days=1)
    sets = [
        NettingSet(id="BARE", counterparty="A", trades=tuple(trades["BARE"])),
        NettingSet(id="MARGINED", counterparty="B", trades=tuple(trades["MARGINED"]), agreement=agreement),
    ]
    return {one.netting_set: one for one in netting_sets(sets, "EUR", replace(factors, year_days=MARGIN_YEAR))}


def _leg(swap: OreSwap, *, fixed: bool) -> str:
    kind = "Fixed" if fixed else "Floating"
    index = "EUR-EURIBOR-6M" if swap.currency == "EUR" else "NOK-NIBOR-6M"
    rate = (
        "<FixedLegData><Rates><Rate>0.025</Rate></Rates></FixedLegData>"
        if fixed
        else f"<FloatingLegData><Index>{index}</Index><Spreads><Spread>0</Spread></Spreads><FixingDays>2</FixingDays></FloatingLegData>"
    )
    return f"""<LegData><LegType>{kind}</LegType><Payer>{str(swap.pays_fixed is fixed).lower()}</Payer><Currency>{swap.currency}</Currency>
      <Notionals><Notional>{swap.notional}</Notional></Notionals><DayCounter>A360</DayCounter><PaymentConvention>F</PaymentConvention>{rate}
      <ScheduleData><Rules><StartDate>20240902</StartDate><EndDate>{swap.end:%Y%m%d}</EndDate><Tenor>6M</Tenor><Calendar>TARGET</Calendar>
      <Convention>F</Convention><TermConvention>F</TermConvention><Rule>Backward</Rule></Rules></ScheduleData></LegData>"""


def _envelope(netting_set: str) -> str:
    return f"<Envelope><CounterParty>{netting_set}</CounterParty><NettingSetId>{netting_set}</NettingSetId><AdditionalFields/></Envelope>"


def _portfolio() -> Iterable[str]:
    for swap in SWAPS:
        legs = _leg(swap, fixed=True) + _leg(swap, fixed=False)
        yield f'<Trade id="{swap.id}"><TradeType>Swap</TradeType>{_envelope(swap.set)}<SwapData>{legs}</SwapData></Trade>'
    for forward in FORWARDS:
        sides = [("NOK", forward.kroner), ("EUR", forward.euro)]
        (bought, received), (sold, paid) = sides if forward.buys else sides[::-1]
        yield f"""<Trade id="{forward.id}"><TradeType>FxForward</TradeType>{_envelope(forward.set)}<FxForwardData>
          <ValueDate>{forward.end:%Y%m%d}</ValueDate><BoughtCurrency>{bought}</BoughtCurrency><BoughtAmount>{received}</BoughtAmount>
          <SoldCurrency>{sold}</SoldCurrency><SoldAmount>{paid}</SoldAmount></FxForwardData></Trade>"""


def _agreement(name: str, *, margined: bool) -> str:
    return f"""<NettingSet><NettingSetId>{name}</NettingSetId><ActiveCSAFlag>{str(margined).lower()}</ActiveCSAFlag><CSADetails>
      <Bilateral>Bilateral</Bilateral><CSACurrency>EUR</CSACurrency><Index>EUR-ESTER</Index><ThresholdPay>20000</ThresholdPay>
      <ThresholdReceive>20000</ThresholdReceive><MinimumTransferAmountPay>10000</MinimumTransferAmountPay>
      <MinimumTransferAmountReceive>10000</MinimumTransferAmountReceive>
      <IndependentAmount><IndependentAmountHeld>0</IndependentAmountHeld><IndependentAmountType>FIXED</IndependentAmountType></IndependentAmount>
      <MarginingFrequency><CallFrequency>1D</CallFrequency><PostFrequency>1D</PostFrequency></MarginingFrequency>
      <MarginPeriodOfRisk>2W</MarginPeriodOfRisk><CollateralCompoundingSpreadReceive>0</CollateralCompoundingSpreadReceive>
      <CollateralCompoundingSpreadPay>0</CollateralCompoundingSpreadPay>
      <EligibleCollaterals><Currencies><Currency>EUR</Currency></Currencies></EligibleCollaterals></CSADetails></NettingSet>"""


def _curve(currency: str) -> str:
    quotes = "".join(f"<Quote>ZERO/RATE/{currency}/{currency}1D/A365/{tenor}</Quote>" for tenor in ("1Y", "30Y"))
    return f"""<YieldCurve><CurveId>{currency}1D</CurveId><CurveDescription>flat</CurveDescription><Currency>{currency}</Currency><DiscountCurve/>
      <Segments><Direct><Type>Zero</Type><Quotes>{quotes}</Quotes><Conventions>ZERO</Conventions></Direct></Segments></YieldCurve>"""


def _inputs() -> dict[str, str]:
    """File names and contents of everything ORE reads."""
    today = AS_OF.strftime("%Y%m%d")
    quotes = [f"{today} ZERO/RATE/{name}/{name}1D/A365/{tenor} {rate}" for name, rate in RATES.items() for tenor in ("1Y", "30Y")]
    days = [AS_OF - timedelta(days=number) for number in range(1, 300)]
    fixings = [f"{day:%Y%m%d} {index} 0.02" for day in days for index in ("EUR-EURIBOR-6M", "NOK-NIBOR-6M")]
    files = {"marketDataFile": "market.txt", "fixingDataFile": "fixings.txt", "curveConfigFile": "curves.xml", "conventionsFile": "conventions.xml"}
    files |= {"marketConfigFile": "today.xml", "pricingEnginesFile": "engines.xml", "portfolioFile": "portfolio.xml"}
    setup = {"asofDate": AS_OF.isoformat(), "inputPath": ".", "outputPath": "out", "logFile": "log.txt", "logMask": "15", "nThreads": "1"} | files
    parameters = "".join(f'<Parameter name="{name}">{text}</Parameter>' for name, text in setup.items())
    engines = {"Swap": "DiscountingSwapEngine", "FxForward": "DiscountingFxForwardEngine"}
    curves = "".join(f'<DiscountingCurve currency="{name}">Yield/{name}/{name}1D</DiscountingCurve>' for name in RATES)
    indexes = {"EUR-EURIBOR-6M": "EUR", "EUR-ESTER": "EUR", "NOK-NIBOR-6M": "NOK"}
    forwarding = "".join(f'<Index name="{index}">Yield/{name}/{name}1D</Index>' for index, name in indexes.items())
    return {
        "ore.xml": f"""<ORE><Setup>{parameters}</Setup><Markets><Parameter name="pricing">default</Parameter></Markets><Analytics>
          <Analytic type="npv"><Parameter name="active">Y</Parameter><Parameter name="baseCurrency">EUR</Parameter>
          <Parameter name="outputFileName">npv.csv</Parameter></Analytic>
          <Analytic type="saccr"><Parameter name="active">Y</Parameter><Parameter name="csaFile">netting.xml</Parameter>
          <Parameter name="simmVersion">2.6</Parameter></Analytic></Analytics></ORE>""",
        "market.txt": "\n".join([*quotes, f"{today} FX/RATE/EUR/NOK {KRONER}", f"{today} FX/RATE/EUR/USD 1", ""]),
        "fixings.txt": "\n".join([*fixings, ""]),
        "curves.xml": f"<CurveConfiguration><YieldCurves>{''.join(_curve(name) for name in RATES)}</YieldCurves></CurveConfiguration>",
        "conventions.xml": """<Conventions><Zero><Id>ZERO</Id><TenorBased>true</TenorBased><DayCounter>A365</DayCounter>
          <Compounding>Continuous</Compounding><CompoundingFrequency>Daily</CompoundingFrequency><TenorCalendar>TARGET</TenorCalendar>
          <SpotLag>0</SpotLag><SpotCalendar>TARGET</SpotCalendar><RollConvention>Following</RollConvention><EOM>false</EOM></Zero></Conventions>""",
        "today.xml": f"""<TodaysMarket><Configuration id="default"/><DiscountingCurves id="default">{curves}</DiscountingCurves>
          <IndexForwardingCurves id="default">{forwarding}</IndexForwardingCurves>
          <FxSpots id="default"><FxSpot pair="EURNOK">FX/EUR/NOK</FxSpot>
          <FxSpot pair="EURUSD">FX/EUR/USD</FxSpot></FxSpots></TodaysMarket>""",
        "engines.xml": "<PricingEngines>"
        + "".join(
            f'<Product type="{kind}"><Model>DiscountedCashflows</Model><ModelParameters/><Engine>{engine}</Engine><EngineParameters/></Product>'
            for kind, engine in engines.items()
        )
        + "</PricingEngines>",
        "portfolio.xml": f"<Portfolio>{''.join(_portfolio())}</Portfolio>",
        "netting.xml": f"<NettingSetDefinitions>{_agreement('BARE', margined=False)}{_agreement('MARGINED', margined=True)}</NettingSetDefinitions>",
    }


@pytest.mark.parametrize("name", ["BARE", "MARGINED"])
def test_exposures_agree(reports: Path, factors: SaccrFactors, name: str) -> None:
    priced = {row["TradeId"]: row for row in _rows(reports / "npv.csv")}
    theirs = next(row for row in _rows(reports / "saccr.csv") if row["NettingSet"] == name and row["HedgingSet"] == "All" and row["AssetClass"] == "All")
    ours = _ours(priced, factors)[name]
    view = ours.margined or ours.unmargined
    found = {"AddOn": view.add_ons.aggregate, "RC": view.replacement_cost, "Multiplier": view.multiplier, "EAD": view.exposure}
    for column, amount in found.items():
        assert amount == pytest.approx(float(theirs[column]), rel=1e-6, abs=1e-6), column
