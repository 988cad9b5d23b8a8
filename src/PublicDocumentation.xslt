<?xml version="1.0" encoding="utf-8"?>
<!-- Copies an XML documentation file without the members of internal namespaces, those below Perceptron: see docs/about/architecture.md. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" />
  <xsl:strip-space elements="doc members member" />
  <xsl:template match="@*|node()">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()" />
    </xsl:copy>
  </xsl:template>
  <xsl:template match="member[starts-with(substring(@name, 3), 'Perceptron.Kernels.')
    or starts-with(substring(@name, 3), 'Perceptron.Support.')
    or starts-with(substring(@name, 3), 'Perceptron.Specification.')
    or starts-with(substring(@name, 3), 'Perceptron.Data.')
    or starts-with(substring(@name, 3), 'Perceptron.Engine.')
    or starts-with(substring(@name, 3), 'Perceptron.Models.')
    or starts-with(substring(@name, 3), 'Perceptron.Serialization.')
    or starts-with(substring(@name, 3), 'Perceptron.Metrics.')
    or starts-with(substring(@name, 3), 'Perceptron.Training.')
    or starts-with(substring(@name, 3), 'Perceptron.Verification.')
    or starts-with(substring(@name, 3), 'Perceptron.Reading.')
    or starts-with(substring(@name, 3), 'Perceptron.Tables.')
    or starts-with(substring(@name, 3), 'Perceptron.Tuning.')]" />
</xsl:stylesheet>
