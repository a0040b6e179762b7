"""statistics: averages, spread, quantiles, regression, normal distribution."""
import statistics as s
from fractions import Fraction

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(s.mean(data), s.fmean(data), s.median(data), s.median_low(data), s.median_high(data), s.mode(data), s.multimode("aabbc"))
print(s.variance(data), s.pvariance(data), s.stdev(data), s.pstdev(data), s.geometric_mean([54, 24, 36]), s.harmonic_mean([40, 60]))
print(s.quantiles(range(1, 11), n=4), s.quantiles(range(1, 11), n=5, method="inclusive"), s.median_grouped([1, 2, 2, 3, 4, 4, 4, 5]))
print(s.mean([Fraction(1, 2), Fraction(3, 4)]), s.mean([1, 2, 4]), s.fmean([1, 2, 3], weights=[3, 1, 1]))
x, y = [1, 2, 3, 4, 5], [2.1, 3.9, 6.2, 8.1, 9.8]
print(s.covariance(x, y), s.correlation(x, y), s.linear_regression(x, y))
n = s.NormalDist(100, 15)
print(n.mean, n.stdev, n.cdf(100), n.inv_cdf(0.5), round(n.pdf(100), 10), n + 5, n * 2, n.zscore(130), s.NormalDist.from_samples([1, 2, 3]))
for function in s.mean, s.median, s.mode, s.stdev:
    try:
        function([])
    except s.StatisticsError as error:
        print(function.__name__, error)
