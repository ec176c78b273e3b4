"""Draws the series on standard input into a file; runs where matplotlib is."""

import json
import sys

import matplotlib as mpl
from matplotlib import pyplot as plt

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "jkbrief"  # the same figures give the same file
series = json.load(sys.stdin)
figure, panels = plt.subplots(1, 2, figsize=(11, 4.5), sharex=True, layout="constrained")
for place, (panel, quantity) in enumerate(zip(panels, ("seconds", "peak memory, MB"), strict=True)):
    for name, points in series.items():
        sizes = [point[0] for point in points]
        panel.plot(sizes, [point[1 + place] for point in points], marker="o", label=name)
    panel.set(xscale="log", yscale="log", xlabel="facts", ylabel=quantity)
    panel.xaxis.set_major_formatter("{x:,.0f}")
    panel.yaxis.set_major_formatter("{x:g}")
    panel.tick_params(which="minor", labelleft=False)
    panel.grid(visible=True, alpha=0.3)
panels[0].legend(fontsize="small")
figure.savefig(sys.argv[1], metadata={"Date": None})
