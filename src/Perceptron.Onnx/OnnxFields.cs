namespace Perceptron.Serialization;

/// <summary>
/// The numbers of the fields and constants of onnx.proto that are used here, with their names there
/// (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
/// </summary>
internal static class OnnxFields
{
    public static class ModelProto
    {
        public const int IrVersion = 1;
        public const int ProducerName = 2;
        public const int ProducerVersion = 3;
        public const int DocString = 6;
        public const int Graph = 7;
        public const int OpsetImport = 8;
        public const int MetadataProps = 14;
    }

    public static class OperatorSetIdProto
    {
        public const int Version = 2;
    }

    public static class StringStringEntryProto
    {
        public const int Key = 1;
        public const int Value = 2;
    }

    public static class GraphProto
    {
        public const int Node = 1;
        public const int Name = 2;
        public const int Initializer = 5;
        public const int DocString = 10;
        public const int Input = 11;
        public const int Output = 12;
    }

    public static class NodeProto
    {
        public const int Input = 1;
        public const int Output = 2;
        public const int Name = 3;
        public const int OpType = 4;
        public const int Attribute = 5;
    }

    public static class AttributeProto
    {
        public const int Name = 1;
        public const int I = 3;
        public const int Type = 20;

        /// <summary>AttributeType.INT.</summary>
        public const int Int = 2;
    }

    public static class TensorProto
    {
        public const int Dims = 1;
        public const int DataType = 2;
        public const int Name = 8;
        public const int RawData = 9;

        /// <summary>DataType.FLOAT, INT64, BOOL and DOUBLE.</summary>
        public const int Float = 1;
        public const int Int64 = 7;
        public const int Bool = 9;
        public const int Double = 11;
    }

    public static class ValueInfoProto
    {
        public const int Name = 1;
        public const int Type = 2;
        public const int DocString = 3;
    }

    public static class TypeProto
    {
        public const int TensorType = 1;

        /// <summary>Fields of TypeProto.Tensor.</summary>
        public const int ElemType = 1;
        public const int Shape = 2;
    }

    public static class TensorShapeProto
    {
        public const int Dim = 1;

        /// <summary>Fields of TensorShapeProto.Dimension.</summary>
        public const int DimValue = 1;
        public const int DimParam = 2;
    }
}
